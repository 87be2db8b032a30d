"""`dramac`: the command line. Each command is one sentence to the program; `dramac COMMAND --help` explains it."""

from __future__ import annotations

import os
import sys

import click
import django

from dramac import __version__
from dramac.project.server import PortTaken


class Sentences(click.Group):
    """Commands whose misfortunes are told in a sentence: what is the matter, and what to do."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a database that does not answer and a port that is taken end it without a traceback."""
        from django.db import OperationalError

        try:
            return super().invoke(ctx)
        except OperationalError as fault:
            reason = str(fault).strip().splitlines()[0]
            raise click.ClickException(f"The database does not answer ({reason}). Check DATABASE_URL.") from fault
        except PortTaken as fault:
            raise click.ClickException(str(fault)) from fault


@click.group(cls=Sentences)
@click.version_option(version=__version__)
def main() -> None:
    """DRAMAC Commerce: shops of your own, in one install."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dramac.project.settings")
    django.setup()


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Threads of each process.")
def serve(host: str, port: int, processes: int, threads: int) -> None:
    """Serve storefronts, dashboards and API."""
    from dramac.project import server

    server.serve(host=host, port=port, processes=processes, threads=threads)


@main.command()
def worker() -> None:
    """Send e-mails and webhooks, run imports and other background work."""
    from dramac.project.worker import Worker

    Worker().run()


@main.command()
def migrate() -> None:
    """Bring the database's tables to this version and gather static files."""
    from dramac.project import preparing

    preparing.prepare(say=click.echo)


@main.command("create-site")
@click.argument("slug")
@click.option("--name", required=True, help="The shop's name.")
@click.option("--currency", default="EUR", show_default=True, help="ISO 4217 code; fixed once the shop exists.")
@click.option("--country", default="IE", show_default=True, help="ISO 3166 code of where the business is.")
@click.option("--time-zone", default="UTC", show_default=True)
@click.option("--locale", default="en-GB", show_default=True)
@click.option("--domain", default="", help="The host name of the storefront.")
@click.option("--owner", required=True, help="E-mail address of the owner.")
@click.option("--prices-without-tax", is_flag=True, help="Catalogue prices are meant without tax.")
def create_site(owner: str, prices_without_tax: bool, **fields: str) -> None:
    """Create a shop and its owner, who is sent a link to set a password."""
    from dramac.kit.refusal import Refused
    from dramac.project import preparing
    from dramac.tenancy.actions import NewSite

    try:
        plan = NewSite(**fields, prices_include_tax=not prices_without_tax)
        preparing.create_site(plan, owner=owner, say=click.echo)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal


@main.command("create-key")
@click.argument("site")
@click.option("--name", required=True, help="What will use the key.")
@click.option(
    "--scope", "scopes", multiple=True, help="What it may do, repeated: orders.view, catalog.*, or * for all."
)
@click.option("--publishable", is_flag=True, help="A key for the shop's own pages, which reaches what shoppers may.")
def create_key(site: str, name: str, scopes: tuple[str, ...], publishable: bool) -> None:
    """Make a key to the API of SITE (its short name). It is printed once."""
    from dramac.api import actions
    from dramac.kit.clock import utc_now
    from dramac.kit.refusal import Refused
    from dramac.tenancy.actors import SYSTEM
    from dramac.tenancy.queries import site_by_slug

    if (found := site_by_slug(site)) is None:
        raise click.ClickException(f"There is no site called {site}.")
    wanted = actions.NewKey(name=name, kind="publishable" if publishable else "secret", scopes=scopes)
    try:
        issued = actions.create_key(site=found, wanted=wanted, by=SYSTEM, now=utc_now())
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(issued.text)


@main.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--site", required=True, help="The short name of the shop.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and keep nothing.")
def import_file(file: str, site: str, dry_run: bool) -> None:
    """Bring a product file (Shopify, WooCommerce, our own CSV or XLSX) into a shop."""
    from dramac.project import importing

    sys.exit(importing.run(file, site_slug=site, dry_run=dry_run, say=click.echo))


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--reload", is_flag=True, help="Restart when code changes.")
@click.option("--fill-only", is_flag=True, help="Prepare the demonstration and stop.")
def demo(host: str, port: int, reload: bool, fill_only: bool) -> None:
    """Fill a demonstration shop and serve it, web and worker together."""
    from dramac.project import demonstration

    demonstration.run(host=host, port=port, reload=reload, fill_only=fill_only, say=click.echo)


@main.command()
def doctor() -> None:
    """Check the installation and that stock and money agree with their ledgers; exit 1 if something is wrong."""
    from dramac.project import doctor as examination

    sys.exit(examination.run(say=click.echo))


if __name__ == "__main__":
    main(prog_name="dramac")
