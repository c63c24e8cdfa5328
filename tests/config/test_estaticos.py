"""Los archivos estáticos: sólo los que se usan, y todos los que se usan."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from comun.navegacion import DESTINOS
from comun.templatetags.componentes import AVISOS, FORMAS
from config.estaticos import ARCHIVOS, HOJA_DE_ICONOS, PaquetesNpm
from config.iconos import ICONOS

PLANTILLAS = {ruta: ruta.read_text() for ruta in (settings.BASE_DIR / "templates").rglob("*.html")}


@pytest.mark.parametrize("publica", [*ARCHIVOS, HOJA_DE_ICONOS])
def test_cada_archivo_de_paquetes_se_encuentra(publica):
    assert Path(finders.find(publica)).stat().st_size > 0


def test_lo_que_no_esta_en_la_lista_no_se_sirve():
    assert not finders.find("npm/bootstrap/js/bootstrap.js")
    assert {publica for publica, _ in PaquetesNpm().list([])} == {*ARCHIVOS, HOJA_DE_ICONOS}


def test_lo_que_piden_las_plantillas_y_los_estilos_existe():
    pedidos = {m for texto in PLANTILLAS.values() for m in re.findall(r"{% static '([^']+)' %}", texto)}
    for hoja in (settings.BASE_DIR / "static" / "css").glob("*.css"):
        pedidos |= {m.removeprefix("../") for m in re.findall(r'url\("([^"]+)"\)', hoja.read_text())}

    assert [pedido for pedido in sorted(pedidos) if not finders.find(pedido)] == []


def test_todo_icono_que_se_usa_esta_en_la_hoja():
    usados = {destino.icono for destino in DESTINOS} | set(FORMAS.values()) | set(AVISOS.values())
    for texto in PLANTILLAS.values():
        usados |= set(re.findall(r'{% icono "([^"]+)"', texto)) | set(re.findall(r'(?:dibujo|icono)="([^"]+)"', texto))

    assert usados - set(ICONOS) == set()
    hoja = Path(finders.find(HOJA_DE_ICONOS)).read_text()
    assert [nombre for nombre in ICONOS if f'id="{nombre}"' not in hoja] == []
