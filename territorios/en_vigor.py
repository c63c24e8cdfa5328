"""La dirección en vigor: de varias que alcanza, la que alguien eligió mirar. Acota lo que se muestra, no sus derechos.

Se guarda en la sesión. Una dirección web que dice su propio filtro manda sobre ella.
"""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from territorios.models import DireccionRegional

CLAVE = "direccion_en_vigor"
MANDAN = ("direccion", "macrozona")


def elegibles(peticion):
    """Las direcciones de hoy entre las que puede elegir quien mira, de norte a sur; ninguna si no alcanza varias."""
    if not hasattr(peticion, "_direcciones_elegibles"):
        suyas = [una for una in _alcanzadas(peticion.user) if una.vigente_hasta is None]
        peticion._direcciones_elegibles = suyas if len(suyas) > 1 else []
    return peticion._direcciones_elegibles


def _alcanzadas(usuario):
    if usuario.ve_todo:
        return list(DireccionRegional.objects.filter(vigente_hasta=None).de_norte_a_sur())
    return sorted(usuario.direcciones.all(), key=lambda una: una.orden) if usuario.es_regional else []


def en_vigor(peticion):
    """La elegida, o None si quien mira no eligió o ya no la alcanza."""
    codigo = peticion.session.get(CLAVE)
    if not codigo:
        return None
    return next((una for una in elegibles(peticion) if una.codigo == codigo), None)


def acotadas(peticion):
    """Las direcciones a que se acota lo que se muestra: [la elegida], o None si se muestra todo."""
    elegida = en_vigor(peticion)
    return [elegida] if elegida else None


def elegir(peticion, codigo):
    """Deja en vigor la dirección de ese código, o ninguna. Devuelve la que quedó, o None."""
    elegida = next((una for una in elegibles(peticion) if una.codigo == codigo), None)
    if elegida:
        peticion.session[CLAVE] = elegida.codigo
    else:
        peticion.session.pop(CLAVE, None)
    return elegida


def con_direccion(datos, peticion):
    """Los datos de un filtro, con la dirección en vigor si ellos no dicen otra."""
    elegida = en_vigor(peticion)
    if elegida is None or any(nombre in (datos or {}) for nombre in MANDAN):
        return datos
    completos = datos.copy()
    completos["direccion"] = elegida.codigo
    return completos


def sin_filtro_de_direccion(url):
    """La misma dirección web sin lo que mandaría sobre la elegida, ni la página del listado anterior."""
    partes = urlsplit(url)
    consulta = [par for par in parse_qsl(partes.query) if par[0] not in (*MANDAN, "pagina")]
    return urlunsplit(partes._replace(query=urlencode(consulta)))
