"""Every write of the catalogue; each is one transaction, takes the site first, and says who did it (`by`) and when (`now`).

One product: `save_product` (from an editor or the API), `publish_product`, `unpublish_product`, `archive_product`,
`unarchive_product`, `remove_product`. Many: `bulk_publish`, `bulk_unpublish`, `bulk_archive`, `bulk_change_prices`,
`bulk_tag`, `bulk_categorise` over a `Selection`, taken back by `undo`; `load` for what files bring. Pictures:
`upload_images`, `add_image_by_url`, `describe_image`, `reorder_images`, `remove_images`, `assign_image`, `retry_image`; `lay_by`
and `attach_images` for those of a product that is still being written.
Categories: `save_category`, `move_category`, `reorder_categories`, `remove_category`,
`set_category_picture`, `remove_category_picture`. For the keeper of stock:
`set_availability`; for whoever looks after the installation: `rebuild_search`. These two publish no fact.
"""

from __future__ import annotations

from dramac.commerce.catalog.actions.archive import archive_product, unarchive_product
from dramac.commerce.catalog.actions.availability import set_availability
from dramac.commerce.catalog.actions.bulk import BulkReport, Failure, Selection
from dramac.commerce.catalog.actions.bulk_verbs import (
    bulk_archive,
    bulk_categorise,
    bulk_change_prices,
    bulk_publish,
    bulk_tag,
    bulk_unpublish,
)
from dramac.commerce.catalog.actions.categories import (
    CannotSaveCategory,
    CategoryDraft,
    CategoryInUse,
    StaleCategory,
    move_category,
    remove_category,
    reorder_categories,
    save_category,
)
from dramac.commerce.catalog.actions.category_pictures import (
    remove_category_picture,
    set_category_picture,
    size_category_picture,
)
from dramac.commerce.catalog.actions.images import (
    CannotChangePictures,
    add_image_by_url,
    assign_image,
    describe_image,
    remove_images,
    reorder_images,
    retry_image,
)
from dramac.commerce.catalog.actions.life import CannotChangeStatus
from dramac.commerce.catalog.actions.load import load
from dramac.commerce.catalog.actions.publish import publish_product, unpublish_product
from dramac.commerce.catalog.actions.reindex import rebuild_search
from dramac.commerce.catalog.actions.remove import CannotRemove, remove_product
from dramac.commerce.catalog.actions.save import CannotSave, NoProduct, Saved, Stale, save_product
from dramac.commerce.catalog.actions.undo import CannotUndo, undo
from dramac.commerce.catalog.actions.uploads import (
    Chosen,
    attach_images,
    discard_chosen,
    lay_by,
    sweep_chosen,
    upload_image,
    upload_images,
)
from dramac.commerce.catalog.rules.drafts import OptionDraft, Problem, ProductDraft, VariantDraft
from dramac.commerce.catalog.rules.loads import (
    CLEAR,
    Clear,
    ImageLoad,
    LoadOutcome,
    LoadProblem,
    LoadReport,
    ProductLoad,
    VariantLoad,
)
from dramac.commerce.catalog.rules.prices import Compare, Ending, PriceChange, Step

__all__ = [
    "CLEAR",
    "BulkReport",
    "CannotChangePictures",
    "CannotChangeStatus",
    "CannotRemove",
    "CannotSave",
    "CannotSaveCategory",
    "CannotUndo",
    "CategoryDraft",
    "CategoryInUse",
    "Chosen",
    "Clear",
    "Compare",
    "Ending",
    "Failure",
    "ImageLoad",
    "LoadOutcome",
    "LoadProblem",
    "LoadReport",
    "NoProduct",
    "OptionDraft",
    "PriceChange",
    "Problem",
    "ProductDraft",
    "ProductLoad",
    "Saved",
    "Selection",
    "Stale",
    "StaleCategory",
    "Step",
    "VariantDraft",
    "VariantLoad",
    "add_image_by_url",
    "archive_product",
    "assign_image",
    "attach_images",
    "bulk_archive",
    "bulk_categorise",
    "bulk_change_prices",
    "bulk_publish",
    "bulk_tag",
    "bulk_unpublish",
    "describe_image",
    "discard_chosen",
    "lay_by",
    "load",
    "move_category",
    "publish_product",
    "rebuild_search",
    "remove_category",
    "remove_category_picture",
    "remove_images",
    "remove_product",
    "reorder_categories",
    "reorder_images",
    "retry_image",
    "save_category",
    "save_product",
    "set_availability",
    "set_category_picture",
    "size_category_picture",
    "sweep_chosen",
    "unarchive_product",
    "undo",
    "unpublish_product",
    "upload_image",
    "upload_images",
]
