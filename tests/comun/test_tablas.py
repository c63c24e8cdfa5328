"""Las tablas de los listados."""

import pytest
from django.test import RequestFactory

from comun.tablas import Columna, Tabla
from territorios.models import Region
from tests.fabricas.territorios import RegionFactory

COLUMNAS = [
    Columna("Nombre", "nombre", orden="nombre", url=lambda region: f"/regiones/{region.codigo}/"),
    Columna("De norte a sur", "orden", tipo="entero", orden="orden"),
    Columna("Sigla", "abreviatura"),
]


def tabla(direccion="/", **opciones):
    peticion = RequestFactory().get(direccion)
    return Tabla(COLUMNAS, Region.objects.all(), peticion, orden_inicial=["orden"], **opciones)


@pytest.fixture
def regiones(db):
    return [RegionFactory(codigo=f"{n:02}", nombre=f"Región {chr(123 - n)}", orden=n) for n in range(1, 8)]


@pytest.mark.parametrize(
    ("direccion", "primera"),
    [("/", "01"), ("/?orden=nombre", "07"), ("/?orden=-nombre", "01"), ("/?orden=inventado", "01")],
)
def test_ordena_por_lo_que_pide_la_direccion(regiones, direccion, primera):
    assert tabla(direccion).pagina[0].codigo == primera


def test_ignora_el_orden_por_una_columna_que_no_lo_declara(regiones):
    assert tabla("/?orden=sigla").orden == (None, False)


def test_hace_dos_consultas(regiones, django_assert_num_queries):
    with django_assert_num_queries(2):
        t = tabla(por_pagina=3)
        assert t.cuerpo
        assert t.cuenta == "1 a 3 de 7 resultados"
        assert list(t.paginas)
        assert t.encabezados
        assert t.se_ordena


def test_conserva_los_demas_parametros_al_ordenar_y_al_pasar_de_pagina(regiones):
    t = tabla("/?q=sur+oriente&pagina=2&orden=-nombre", por_pagina=3)

    assert t.encabezados[0]["url"] == "?q=sur+oriente&orden=nombre"
    assert t.url_siguiente == "?q=sur+oriente&orden=-nombre&pagina=3"


@pytest.mark.parametrize("pagina", ["0", "-1", "999", "x", ""])
def test_una_pagina_imposible_lleva_a_una_que_existe(regiones, pagina):
    assert tabla(f"/?pagina={pagina}", por_pagina=3).pagina.object_list


def test_escapa_lo_que_escriben_las_personas(db):
    RegionFactory(codigo="01", nombre="<script>alerta</script> 100 %")

    cuerpo = tabla().cuerpo

    assert "<script>" not in cuerpo
    assert "&lt;script&gt;alerta&lt;/script&gt; 100 %" in cuerpo


def test_dice_sin_dato_donde_no_hay_valor(db):
    RegionFactory(codigo="01", abreviatura="")

    assert '<span class="sin-dato">sin dato</span>' in tabla().cuerpo


def test_la_primera_celda_encabeza_la_fila_y_se_abre(db):
    RegionFactory(codigo="01", nombre="Tarapacá")

    assert '<th scope="row" data-titulo="Nombre"><a href="/regiones/01/">Tarapacá</a></th>' in tabla().cuerpo


def test_anuncia_el_sentido_del_orden(regiones):
    sentidos = [e["sentido"] for e in tabla("/?orden=-de-norte-a-sur").encabezados]

    assert sentidos == ["", "descending", ""]


def test_preparar_recibe_solo_las_filas_de_la_pagina(db):
    for numero in range(1, 8):
        RegionFactory(codigo=f"{numero:02d}")
    recibidas = []

    muestra = tabla("/?pagina=2", por_pagina=5, preparar=recibidas.extend)

    assert "Región 07" in muestra.cuerpo
    assert [region.codigo for region in recibidas] == ["06", "07"]


@pytest.mark.parametrize(
    ("direccion", "filtrada"),
    [("/?seccion=plan", False), ("/?orden=nombre&pagina=2", False), ("/?q=", False), ("/?q=agua", True)],
)
def test_ni_la_pestana_ni_el_orden_son_un_filtro(direccion, filtrada):
    assert tabla(direccion).filtrada is filtrada
