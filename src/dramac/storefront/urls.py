"""Addresses of a storefront, below the site's domain or path. Names are stable: mails, feeds and the API point at them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt

from dramac.storefront.pages import (
    account,
    addresses,
    cart,
    checkout,
    home,
    information,
    installed,
    lists,
    machines,
    orders,
    product,
    restock,
    wishlist,
)
from dramac.ui.appearance import appearance

pages: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("products", lists.everything, name="products"),
    path("products/<str:slug>", product.product, name="product"),
    path("categories/<path:path>", lists.category, name="category"),
    path("search", lists.search, name="search"),
    path("search/suggestions", lists.suggestions, name="suggestions"),
    path("cart", cart.cart, name="cart"),
    path("cart/contents", cart.drawer, name="drawer"),
    path("cart/lines", cart.lines, name="lines"),
    path("cart/quantity", cart.quantity, name="quantity"),
    path("cart/acceptance", cart.acceptance, name="acceptance"),
    path("checkout", checkout.checkout, name="checkout"),
    path("orders/<str:token>", orders.order, name="order"),
    path("orders/<str:token>/account", orders.account, name="order-account"),
    path("account", account.account, name="account"),
    path("account/sign-in", account.sign_in, name="sign-in"),
    path("account/sign-in/code", account.code, name="sign-in-code"),
    path("account/sign-out", account.sign_out, name="sign-out"),
    path("account/profile", account.profile, name="profile"),
    path("account/orders/<int:number>", account.order, name="account-order"),
    path("account/addresses", addresses.add, name="addresses"),
    path("account/addresses/<uuid:address_id>", addresses.edit, name="address"),
    path("account/addresses/<uuid:address_id>/removal", addresses.removal, name="address-removal"),
    path("account/addresses/<uuid:address_id>/default", addresses.default, name="address-default"),
    path(
        "account/restock-requests/<uuid:request_id>/cancellation", restock.own_cancellation, name="own-restock-request"
    ),
    path("restock-requests", restock.requests, name="restock-requests"),
    path("restock-requests/<str:token>", restock.wish, name="restock-request"),
    path("restock-requests/<str:token>/cancellation", restock.cancellation, name="restock-request-cancellation"),
    path("wishlist", wishlist.wishlist, name="wishlist"),
    path("wishlist/products", wishlist.products, name="wishlist-products"),
    path("pages/<str:page>", information.information, name="page"),
    path("theme-<str:digest>.css", machines.theme, name="theme"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", machines.sitemap_part, name="sitemap-part"),
    path("manifest.webmanifest", installed.manifest, name="manifest"),
    path("icon-<str:digest>/<slug:kind>.png", installed.icon, name="icon"),
    path("service-worker.js", installed.worker, name="worker"),
    path("offline", installed.offline, name="offline"),
]

# Choosing light or dark changes nothing but a look, so that a page needs no token for it and can be kept by caches.
look = [path("look", csrf_exempt(appearance), name="appearance")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((pages, "shop"))),
    path("", include((look, "ui"))),
]

handler400 = "dramac.storefront.errors.malformed"
handler403 = "dramac.storefront.errors.refused"
handler404 = "dramac.storefront.errors.not_found"
handler500 = "dramac.storefront.errors.fault"
