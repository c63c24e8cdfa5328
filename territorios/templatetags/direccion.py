"""La dirección en vigor en pantalla: dónde se elige, que se está mirando sólo ella, y cómo ver todas."""

from django import template

from territorios.en_vigor import elegibles, en_vigor

register = template.Library()


@register.simple_tag(takes_context=True, name="en_vigor")
def direccion_en_vigor(context):
    """{% en_vigor as elegida %}: la dirección en vigor de quien mira, o None."""
    return en_vigor(context["request"])


@register.inclusion_tag("territorios/direcciones/selector.html", takes_context=True)
def selector_de_direccion(context):
    """{% selector_de_direccion %}: elige qué dirección mirar; nada para quien no alcanza varias."""
    peticion = context["request"]
    return {
        "elegibles": elegibles(peticion),
        "elegida": en_vigor(peticion),
        "siguiente": peticion.get_full_path() if peticion.method == "GET" else "/",
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("territorios/direcciones/franja.html", takes_context=True)
def franja_de_direccion(context):
    """{% franja_de_direccion %}: bajo la barra, qué dirección está en vigor y el botón que la quita."""
    peticion = context["request"]
    siguiente = peticion.get_full_path() if peticion.method == "GET" else "/"
    return {"elegida": en_vigor(peticion), "siguiente": siguiente, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("territorios/direcciones/alcance.html", takes_context=True)
def alcance_del_listado(context, filtro):
    """{% alcance_del_listado filtro %}: si el listado se acotó a la dirección en vigor, o si manda otro filtro."""
    peticion = context["request"]
    elegida = en_vigor(peticion)
    if elegida is None or not filtro or "direccion" not in filtro.form.fields:
        return {"elegida": None}
    consulta = peticion.GET.copy()
    consulta.pop("pagina", None)
    return {
        "elegida": elegida,
        "es_la_misma": filtro.form["direccion"].value() == elegida.codigo,
        "ver_todas": f"?{_con(consulta, '')}",
        "ver_la_elegida": f"?{_con(consulta, elegida.codigo)}",
    }


def _con(consulta, direccion):
    otra = consulta.copy()
    otra.pop("macrozona", None)
    otra["direccion"] = direccion
    return otra.urlencode()
