"""The frame of the merchant dashboard: base page, navigation, IndexTable, forms, palette, sign-in. Slices hang their screens in it."""
