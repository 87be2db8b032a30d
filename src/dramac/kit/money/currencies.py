"""The currencies of ISO 4217 that have a minor unit, and how many digits that unit takes."""

from __future__ import annotations

_NO_DIGITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_TWO_DIGITS = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP
COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR
JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN
NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
"""
_THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND"
_FOUR_DIGITS = "CLF UYW"
_DIGITS = {
    code: digits
    for codes, digits in ((_NO_DIGITS, 0), (_TWO_DIGITS, 2), (_THREE_DIGITS, 3), (_FOUR_DIGITS, 4))
    for code in codes.split()
}


class UnknownCurrency(ValueError):
    """A code that ISO 4217 does not list as money with a minor unit (withdrawn, metal, test or invented)."""

    def __init__(self, currency: object) -> None:
        super().__init__(f"no currency {str(currency)[:20]!r}")
        self.currency = currency


def exponent(currency: str) -> int:
    """How many digits the minor unit of a currency takes by ISO 4217: 2 for GBP, 0 for JPY, 3 for KWD, 4 for CLF.

    Codes are upper case. Raises UnknownCurrency for every other code, withdrawn ones included.
    """
    try:
        return _DIGITS[currency]
    except (KeyError, TypeError):
        raise UnknownCurrency(currency) from None


def is_currency(code: str) -> bool:
    """Whether a code is a currency that a shop can sell in."""
    return code in _DIGITS
