"""El informe anual en cada formato.

La biblioteca desnuda recibe sus textos listos; lo que se compara con ella es lo mismo, escribir un documento ya armado
(`informe_FORMATO`). Además se mide cuánto toma armarlo desde las filas y el camino completo, como lo pide la página.
"""

from django.conf import settings

from comun.documentos.formatos import FORMATOS, renderizar
from informes.armado import anual
from informes.generar import archivo_del_informe
from informes.models import InformeAnual
from tests.bench.bases import decir
from tests.bench.biblioteca import ESCRIBIR, materia
from tests.bench.consultas import consultas_de
from tests.bench.datos_informe import CUANTOS
from tests.bench.linea import Medida
from tests.bench.reloj import alternar, memoria_mb, tomar_tiempo

CUATRO = ("docx", "pdf", "html", "xlsx")
VECES = CUANTOS - 1


def medir():
    """Armar, escribir en cada formato, y el camino completo de cada uno y de los cuatro de oficina juntos."""
    codigos = list(InformeAnual.objects.order_by("codigo").values_list("codigo", flat=True))
    documentos = [anual.armar(leer(codigo)) for codigo in codigos]
    materias = [materia(documento, renderizar(documento, "json")) for documento in documentos]
    tablas, unidades, palabras = materias[0].tamano
    decir(f"Mido el informe ({tablas} tablas, {unidades} párrafos y celdas, {palabras} palabras)…")
    yield _armado(codigos)
    for formato in FORMATOS:
        yield _escritura(formato, documentos, materias)
    for formato in FORMATOS:
        yield _desde_filas(formato, codigos)
    yield _cuatro(codigos, materias)


def leer(codigo):
    """El informe como lo lee la página: otro objeto cada vez, para que nada quede leído de antes."""
    return InformeAnual.objects.para_lista().get(codigo=codigo)


def _armado(codigos):
    def armar(vuelta):
        anual.armar(leer(codigos[vuelta]))

    tiempos, consultas = tomar_tiempo(armar, VECES), consultas_de(lambda: armar(0))
    return Medida("informe_armado", cpu_ms=tiempos.cpu, wall_ms=tiempos.wall, queries=consultas)


def _escritura(formato, documentos, materias):
    tiempos, de_la_base = alternar(
        lambda vuelta: renderizar(documentos[vuelta], formato, url_base=settings.URL_DEL_SITIO),
        lambda vuelta: ESCRIBIR[formato](materias[vuelta]),
        VECES,
    )
    return Medida.junto_a(f"informe_{formato}", tiempos, de_la_base)


def _desde_filas(formato, codigos):
    def escribir(vuelta):
        archivo_del_informe(leer(codigos[vuelta]), formato)

    tiempos, consultas = tomar_tiempo(escribir, VECES), consultas_de(lambda: escribir(0))
    return Medida(f"informe_{formato}_desde_filas", cpu_ms=tiempos.cpu, wall_ms=tiempos.wall, queries=consultas)


def _cuatro(codigos, materias):
    def producto(vuelta):
        for formato in CUATRO:
            archivo_del_informe(leer(codigos[vuelta]), formato)

    def base(vuelta):
        for formato in CUATRO:
            ESCRIBIR[formato](materias[vuelta])

    tiempos, de_la_base = alternar(producto, base, VECES)
    return Medida.junto_a(
        "informe_cuatro_formatos",
        tiempos,
        de_la_base,
        queries=consultas_de(lambda: producto(0)),
        rss_mb=memoria_mb(),
    )
