"""Las plantillas: ninguna sobra, ninguna lleva código en línea ni pide nada fuera del sitio."""

import re

from tests.coherencia.nuestro import archivos, codigo, leer, plantillas

# Las que nombra Django o un paquete, no nuestro código: páginas de error, ingreso y sobrescrituras.
POR_CONVENCION = re.compile(
    r"^(\d{3}(_csrf)?\.html|(account|allauth|admin|mfa|bootstrap5|crispy|registration|simple_history)/)"
)
EN_LINEA = re.compile(r"<style|\sstyle=|\son[a-z]+\s*=|javascript:|<script(?![^>]*\bsrc=)", re.IGNORECASE)
DE_FUERA = re.compile(r"""(?:src|href|action|content)=["'](?:https?:)?//""")
CONSULTA = re.compile(r"\{%.*(\.objects|\.all|\.count|\.filter)\b|\{\{.*(?<!paginator)\.(all|count|exists)\b")


def nombre(ruta):
    return ruta.removeprefix("templates/")


def test_ninguna_plantilla_sobra():
    textos = "\n".join(leer(ruta) for ruta in [*codigo(), *archivos("*.html")])

    sin_uso = [nombre(r) for r in plantillas() if f'"{nombre(r)}' not in textos and f"'{nombre(r)}" not in textos]

    assert [n for n in sin_uso if not POR_CONVENCION.match(n)] == []


def test_las_plantillas_propias_viven_en_una_sola_carpeta():
    assert [ruta for ruta in archivos("*.html") if not ruta.startswith(("templates/", "docs/", "tests/"))] == []


def test_nada_en_linea():
    assert [r for r in plantillas() if EN_LINEA.search(leer(r))] == []


def test_nada_de_fuera_del_sitio():
    assert [r for r in plantillas() if DE_FUERA.search(leer(r))] == []


def test_sin_consultas_en_plantillas():
    assert [r for r in plantillas() if CONSULTA.search(leer(r))] == []


def test_sin_marcar_como_seguro_lo_que_no_escribimos():
    assert [r for r in plantillas() if re.search(r"\|safe\b|autoescape off", leer(r))] == []


def test_los_anios_se_escriben_sin_punto_de_miles():
    """{{ informe.anio }} saldría «2.020»: se pide con stringformat:"d"."""
    assert [r for r in plantillas() if re.search(r"\banio\s*\}\}", leer(r))] == []
