"""The built-in ways to pay, one file each; `registry` finds them. docs/how-to/add-a-payment-provider.md says how to add one."""
