"""El tablero: cinco figuras y, detrás, las mismas por dirección regional o, si se mira una sola, por mesa."""

from urllib.parse import urlencode

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from comun.acceso import exigir
from comun.formatos import formato
from comun.tablas import Columna, Tabla
from comun.tablas_xlsx import mostrar_listado
from informes.filtersets import FiltroDelTablero
from informes.metricas import pais
from informes.permissions import puede_ver_tablero
from mesas.filtersets import NACIONAL, SIN_MESA
from mesas.models import Mesa
from mesas.views.mesas import chip_de_fase
from territorios.models import DireccionRegional


@require_safe
def tablero(request):
    exigir(puede_ver_tablero(request.user))
    hoy = timezone.localdate()
    filtro = FiltroDelTablero(request.GET, request=request, queryset=Mesa.objects.none())
    ambito = pais.Ambito.de(
        request.user,
        hoy=hoy,
        anio=int(filtro.pedido.get("anio") or hoy.year),
        acotar=filtro.acotar,
        consulta=filtro.consulta,
    )
    todo, direcciones = pais.total(ambito), las_que_se_comparan(request.user, filtro.pedido)
    contexto = {
        "filtro": filtro,
        "hoy": hoy,
        "anio": ambito.anio,
        "figuras": pais.figuras(ambito, todo),
        "por_mesa": direcciones is None,
        "tabla": tabla_del_tablero(request, ambito, todo, direcciones),
    }
    return mostrar_listado(request, "informes/tablero.html", contexto, "tablero")


def las_que_se_comparan(usuario, pedido):
    """Las direcciones al alcance, de norte a sur; None si se mira una sola, o lo nacional: se comparan sus mesas."""
    if pedido.get("direccion"):
        return None
    direcciones = DireccionRegional.objects.al_alcance_de(usuario).de_norte_a_sur()
    if pedido.get("macrozona"):
        direcciones = direcciones.de_macrozona(pedido["macrozona"])
    return list(direcciones) if len(direcciones) > 1 else None


def tabla_del_tablero(peticion, ambito, todo, direcciones):
    """Las direcciones dadas o, si no se dan, las mesas; al pie, el total."""
    if direcciones is None:
        primeras, renglones = DE_LA_MESA, pais.por_mesa(ambito, sin_mesa=SIN_MESA)
        titulo, sustantivo = "Por mesa", ("mesa", "mesas")
    else:
        primeras = de_la_direccion(peticion.GET.get("anio"))
        renglones = pais.por_direccion(ambito, direcciones, nacional=NACIONAL)
        titulo, sustantivo = "Por dirección regional, de norte a sur", ("dirección regional", "direcciones regionales")
    return Tabla(
        (*primeras, *de_los_compromisos(ambito.anio, renglones, todo)),
        renglones,
        peticion,
        orden_inicial=("orden",),
        titulo=titulo,
        sustantivo=sustantivo,
        vacio="Aún no hay mesas ni compromisos que contar aquí.",
        total_general=todo,
    )


# --- columnas: cada cuenta abre sus filas; en el libro van el número y, aparte, sobre cuántos ---


DE_LA_MESA = (
    Columna("Mesa", "nombre", orden="orden", url=lambda r: r.mesa and r.mesa.get_absolute_url()),
    Columna("Fase", lambda r: chip_de_fase(r.mesa) if r.mesa else "—", "chip"),
)


def de_la_direccion(anio):
    """El nombre, que acota el tablero a esa dirección, y sus mesas."""

    def acotado(renglon):
        consulta = {**({"anio": anio} if anio else {}), **renglon.consulta}
        return f"?{urlencode(consulta)}" if consulta.get("direccion") else None

    return (
        Columna("Dirección regional", "nombre", orden="orden", url=acotado),
        Columna(
            "Mesas en marcha",
            lambda r: _celda(_parte(r, "en_marcha", "mesas")),
            "entero",
            orden="cuentas.en_marcha",
            xlsx="cuentas.en_marcha",
        ),
        Columna("Mesas", "cuentas.mesas", "entero", solo_xlsx=True),
    )


def de_los_compromisos(anio, renglones, todo):
    """Sesiones y compromisos; las barras se comparan con el renglón que más tiene, y el total no lleva."""
    mayor = max((r.cuentas.abiertos or 0 for r in renglones), default=0)

    def abiertos(renglon):
        if renglon.cuentas.abiertos is None:
            return None
        barra = "" if renglon is todo else _barra(mayor, renglon.cuentas.abiertos, renglon.cuentas.atrasados)
        return _celda(_cuenta(renglon, "abiertos"), barra)

    def atrasados(renglon):
        return _celda(_tanto(renglon.parte_atrasada), _parte(renglon, "atrasados", "abiertos"))

    def verificados(renglon):
        return _celda(_tanto(renglon.parte_verificada), _parte(renglon, "verificados", "exigibles"))

    return (
        Columna(
            f"Sesiones en {anio}",
            "cuentas.sesiones",
            "entero",
            orden="cuentas.sesiones",
            url=lambda r: r.url("sesiones") if r.cuentas.sesiones is not None else None,
        ),
        Columna("Compromisos abiertos", abiertos, "entero", orden="cuentas.abiertos", xlsx="cuentas.abiertos"),
        Columna("Atrasados", atrasados, "entero", orden="parte_atrasada", xlsx="cuentas.atrasados"),
        Columna("% atrasados de los abiertos", "parte_atrasada", "porcentaje", solo_xlsx=True),
        Columna(f"Verificados en {anio}", verificados, "entero", orden="parte_verificada", xlsx="cuentas.verificados"),
        Columna(f"Exigibles en {anio}", "cuentas.exigibles", "entero", solo_xlsx=True),
        Columna("% verificados de los exigibles", "parte_verificada", "porcentaje", solo_xlsx=True),
    )


def _celda(*partes):
    """Una celda de varias partes, o None si la primera no se sabe."""
    if partes[0] is None:
        return None
    return format_html('<span class="celda">{}</span>', mark_safe("".join(filter(None, partes))))


def _cuenta(renglon, clave):
    """El número, que abre sus filas."""
    valor = getattr(renglon.cuentas, clave)
    return format_html('<a href="{}">{}</a>', renglon.url(clave), formato(valor, "entero"))


def _parte(renglon, clave, sobre):
    """«2 de 3», cada uno con sus filas; None si no hay sobre qué."""
    if getattr(renglon.cuentas, clave) is None:
        return None
    return format_html('<span class="parte">{} de {}</span>', _cuenta(renglon, clave), _cuenta(renglon, sobre))


def _tanto(por_ciento):
    return None if por_ciento is None else format_html("<strong>{}</strong>", formato(por_ciento, "porcentaje"))


def _barra(mayor, todo, parte):
    """Dibujo de lo que la celda ya dice con números: el largo es `todo`, y lo rojo del comienzo, `parte`."""
    largos = [f"{100 * valor / mayor:.1f}" if mayor else "0" for valor in (todo or 0, parte or 0)]
    return format_html(
        '<svg class="barrita" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="6"/><rect class="barrita-parte" width="{}" height="6"/></svg>',
        *largos,
    )
