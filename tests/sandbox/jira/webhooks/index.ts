export { type WebhookDelivery, WebhookFeed, type WebhookSubscription } from './webhook-feed.js';
