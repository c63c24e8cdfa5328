"""Lo que la página de ingreso muestra sólo en la demostración."""

from django import template

from actores.demo import PERSONAJES

register = template.Library()


@register.inclusion_tag("account/entrar_como.html", takes_context=True)
def entrar_como(context):
    """{% entrar_como %}: un botón por persona de la demostración."""
    return {"personajes": PERSONAJES, "csrf_token": context.get("csrf_token")}
