"""The catalogue through the API, for staff: products with their variants and pictures, categories, the words in use."""

from __future__ import annotations

from dramac.commerce.catalog.api.bulk import router as bulk
from dramac.commerce.catalog.api.categories import router as categories
from dramac.commerce.catalog.api.images import router as images
from dramac.commerce.catalog.api.products import router as products
from dramac.commerce.catalog.api.variants import router as variants

routers = [products, variants, images, bulk, categories]
