"""Forms of the dashboard: Django's, with fields that know the site's currency and the reader's way of writing numbers.

`ui.form_field(form["price"])` draws any of them; what was typed stays in the field until it can be taken.
"""

from dramac.dashboard.forms.amounts import MoneyField, PercentField, WeightField
from dramac.dashboard.forms.places import CountryField, LanguageField, TimeZoneField
from dramac.dashboard.forms.site import SiteForm
from dramac.dashboard.forms.words import AddressField, TagsField, TextField

__all__ = [
    "AddressField",
    "CountryField",
    "LanguageField",
    "MoneyField",
    "PercentField",
    "SiteForm",
    "TagsField",
    "TextField",
    "TimeZoneField",
    "WeightField",
]
