/** When each thin event of API v1 is sent that has no snapshot event beside it. */
export const billingThinDescriptions = {
	'v1.billing.meter.error_report_triggered':
		'Usage that was reported to a meter could not be counted',
	'v1.billing.meter.no_meter_found': 'Usage was reported to a meter that does not exist',
	'v1.customer.discount.source_changed': "A customer's discount comes from another coupon now",
	'v1.customer.subscription.active': 'A subscription became active',
	'v1.customer.subscription.cancel_at_changed':
		'A subscription will end at another time, or no longer will',
	'v1.customer.subscription.default_payment_method_changed':
		'A subscription is paid by another method',
	'v1.customer.subscription.incomplete': 'A subscription waits for its first payment',
	'v1.customer.subscription.incomplete_expired':
		'The first payment of a subscription did not come in time',
	'v1.customer.subscription.item_added': 'A subscription got an item',
	'v1.customer.subscription.item_price_changed': 'An item of a subscription has another price',
	'v1.customer.subscription.item_quantity_changed':
		'An item of a subscription has another quantity',
	'v1.customer.subscription.item_removed': 'An item was taken from a subscription',
	'v1.customer.subscription.item_tax_rates_changed':
		'An item of a subscription has other tax rates',
	'v1.customer.subscription.past_due': 'A payment of a subscription is late',
	'v1.customer.subscription.trialing': 'A trial began',
	'v1.customer.subscription.unpaid': 'A subscription was marked as unpaid',
	'v1.entitlements.active_entitlement_summary.entitlement_added':
		'A customer may use one more feature',
	'v1.entitlements.active_entitlement_summary.entitlement_removed':
		'A customer may no longer use a feature',
	'v1.financial_connections.account.balance_refresh_failed':
		'The balance of an account could not be read again',
	'v1.financial_connections.account.balance_refresh_succeeded':
		'The balance of an account was read again',
	'v1.financial_connections.account.inferred_balances_refresh_failed':
		'The inferred balances of an account could not be read again',
	'v1.financial_connections.account.inferred_balances_refresh_succeeded':
		'The inferred balances of an account were read again',
	'v1.financial_connections.account.ownership_refresh_failed':
		'The owners of an account could not be read again',
	'v1.financial_connections.account.ownership_refresh_succeeded':
		'The owners of an account were read again',
	'v1.financial_connections.account.risk_intelligence_refresh_failed':
		'The risk of an account could not be judged again',
	'v1.financial_connections.account.risk_intelligence_refresh_succeeded':
		'The risk of an account was judged again',
	'v1.financial_connections.account.transactions_refresh_failed':
		'The transactions of an account could not be read again',
	'v1.financial_connections.account.transactions_refresh_succeeded':
		'The transactions of an account were read again',
	'v1.invoice.discount_added': 'An invoice got a discount',
	'v1.invoice.discount_removed': 'A discount was taken from an invoice',
	'v1.invoice.line_item_added': 'The draft of an invoice got a line',
	'v1.invoice.line_item_pricing_changed': 'A line of an invoice has another price',
	'v1.invoice.line_item_quantity_changed': 'A line of an invoice has another quantity',
	'v1.invoice.line_item_removed': 'A line was taken from the draft of an invoice',
	'v1.invoice_payment.canceled': 'A payment of an invoice was given up',
	'v1.invoice_payment.open': 'A payment of an invoice is expected',
	'v1.invoiceitem.amount_changed': 'The amount of an invoice item changed',
	'v1.invoiceitem.discount_added': 'An invoice item got a discount',
	'v1.invoiceitem.discount_removed': 'A discount was taken from an invoice item',
	'v1.price.activated': 'A price can be used again',
	'v1.price.deactivated': 'A price can no longer be used',
	'v1.price.lookup_key_changed': 'A price has another lookup key',
	'v1.price.tax_behavior_changed': 'A price holds its tax in another way',
	'v1.product.activated': 'A product is offered again',
	'v1.product.deactivated': 'A product is no longer offered',
	'v1.product.default_price_changed': 'A product has another default price',
	'v1.product.tax_code_changed': 'A product has another tax code',
	'v1.promotion_code.fully_redeemed': 'A promotion code was used as often as it may be',
	'v1.subscription_schedule.phase_added': 'A schedule of a subscription got a phase',
	'v1.subscription_schedule.phase_default_tax_rates_changed':
		'A phase of a schedule has other tax rates',
	'v1.subscription_schedule.phase_end_date_changed': 'A phase of a schedule ends at another time',
	'v1.subscription_schedule.phase_removed': 'A phase was taken from a schedule of a subscription',
	'v1.subscription_schedule.phase_trial_end_changed':
		'The trial in a phase of a schedule ends at another time',
};
