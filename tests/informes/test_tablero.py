"""El tablero: cada cifra es exactamente el listado que abre, con cualquier filtro y para cada quien."""

import io
import re
from datetime import date
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from mesas.models import Compromiso
from territorios.models import Macrozona
from tests.fabricas.actores import ActorFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import CompromisoFactory, SesionFactory, un_enlace
from tests.fabricas.territorios import DireccionRegionalFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("un_dia_fijo")]
HOY = date(2026, 5, 4)
ENLACE_CON_NUMERO = re.compile(r'<a href="(/[^"]+)">([\d.]+)</a>')


@pytest.fixture
def un_dia_fijo():
    with time_machine.travel("2026-05-04 12:00-04:00", tick=False):
        yield


@pytest.fixture
def pais(valparaiso, maule, encargada):
    """Dos direcciones, una mesa de ambas, otra nacional, y compromisos sin mesa."""
    norte = Macrozona.objects.create(codigo="NC", nombre="Zona norte y centro", orden=1)
    valparaiso.regiones.update(macrozona=norte)
    for n, direcciones in enumerate(([valparaiso], [valparaiso], [maule], [valparaiso, maule], [])):
        mesa = con_de_todo(direcciones, por=encargada)
        if n == 1:
            mesa.fase = "cierre"
            mesa.save()
    CompromisoFactory(direccion=maule, vence=date(2026, 5, 1))
    CompromisoFactory(mesa=None, vence=date(2026, 5, 2))
    DireccionRegionalFactory(region="12", nombre="Magallanes")


def con_de_todo(direcciones, *, por):
    mesa = MesaFactory(direcciones=direcciones)
    actor = ActorFactory()
    for anio in (2025, 2026):
        SesionFactory(mesa=mesa, estado="realizada", desde=date(anio, 3, 1))
        CompromisoFactory(mesa=mesa, responsable=actor, suscrito_el=HOY, vence=date(anio, 5, 3))
    CompromisoFactory(mesa=mesa, responsable=actor)
    cumplido = CompromisoFactory(mesa=mesa, responsable=actor, suscrito_el=HOY, vence=date(2025, 12, 31))
    cumplido.informar_avance(por=por, el=HOY, resultado="cumplido", evidencias=[un_enlace()])
    assert cumplido.estado == Compromiso.Estado.CUMPLIDO_VERIFICADO
    return mesa


def cifras_de(respuesta):
    """(dirección, número) de cada cifra con enlace de la página."""
    pagina = respuesta.text[respuesta.text.index('<main id="contenido"') :]
    return {(unescape(url), int(numero.replace(".", ""))) for url, numero in ENLACE_CON_NUMERO.findall(pagina)}


FILTROS = ["", "anio=2025", "macrozona=NC&anio=2025", "direccion=D-05&macrozona=NC", "direccion=nacional&anio=2025"]


def test_toda_cifra_es_el_listado_que_abre(entrar, nacional, pais):
    cliente = entrar(nacional)

    for filtro in FILTROS:
        cifras = cifras_de(cliente.get(f"/tablero/?{filtro}"))

        assert len(cifras) > 10, filtro
        assert {(url, cliente.get(url).context["tabla"].total) for url, _ in cifras} == cifras, filtro


def test_lo_mismo_para_quien_trabaja_en_una_region(entrar, encargada, pais):
    cliente = entrar(encargada)

    cifras = cifras_de(cliente.get("/tablero/"))

    assert len(cifras) > 10
    assert {(url, cliente.get(url).context["tabla"].total) for url, _ in cifras} == cifras


@pytest.mark.parametrize("filtro", ["", "direccion=", "macrozona=NC", "direccion=nacional"])
def test_tambien_con_una_direccion_en_vigor(filtro, entrar, nacional, pais):
    cliente = entrar(nacional)
    cliente.post(reverse("direccion_en_vigor"), {"direccion": "D-07"})

    respuesta = cliente.get(f"/tablero/?{filtro}")

    cifras = cifras_de(respuesta)
    assert respuesta.context["por_mesa"] == (filtro in {"", "direccion=nacional", "macrozona=NC"})
    assert {(url, cliente.get(url).context["tabla"].total) for url, _ in cifras} == cifras


def renglones(respuesta):
    return {r.nombre: vars(r.cuentas) for r in respuesta.context["tabla"].pagina}


def test_las_direcciones_van_de_norte_a_sur_y_lo_nacional_al_final(entrar, nacional, pais):
    respuesta = entrar(nacional).get("/tablero/")

    assert list(renglones(respuesta)) == ["Valparaíso", "Maule", "Magallanes", "nacionales (sin dirección)"]


def test_lo_de_varias_direcciones_cuenta_en_cada_una_y_una_vez_en_el_total(entrar, nacional, pais):
    tabla = entrar(nacional).get("/tablero/").context["tabla"]

    assert [r.cuentas.mesas for r in tabla.pagina] == [3, 2, None, 1]
    assert tabla.total_general.cuentas.mesas == 5


def test_de_donde_no_hay_nada_no_se_sabe_nada(entrar, nacional, pais):
    respuesta = entrar(nacional).get("/tablero/")

    assert set(renglones(respuesta)["Magallanes"].values()) == {None}
    assert all(figura.valor is None for figura in entrar(nacional).get("/tablero/?direccion=D-12").context["figuras"])


def test_sin_exigibles_no_hay_porcentaje(entrar, nacional, valparaiso):
    CompromisoFactory(mesa=MesaFactory(direcciones=[valparaiso]))

    (renglon,) = entrar(nacional).get("/tablero/").context["tabla"].pagina

    assert (renglon.parte_atrasada, renglon.parte_verificada, renglon.cuentas.verificados) == (0, None, None)


def test_una_direccion_que_ya_no_rige_sale_solo_si_tiene_algo(entrar, nacional, valparaiso):
    antigua = DireccionRegionalFactory(region="08", nombre="Bío Bío", vigente_hasta=date(2018, 9, 5))
    cliente = entrar(nacional)
    assert "Bío Bío (hasta 05-09-2018)" not in cliente.get("/tablero/").text

    MesaFactory(direcciones=[antigua])

    assert "Bío Bío (hasta 05-09-2018)" in cliente.get("/tablero/").text


def test_cada_quien_ve_lo_suyo(entrar, ajena, pais):
    tabla = entrar(ajena).get("/tablero/").context["tabla"]

    assert tabla.total_general.cuentas.mesas == 2
    assert [r.nombre for r in tabla.pagina][-1] == "Sin mesa"
    assert "nacionales" not in entrar(ajena).get("/tablero/").text


def test_quien_trabaja_en_una_region_no_mira_las_demas(entrar, encargada, pais, maule):
    respuesta = entrar(encargada).get("/tablero/?direccion=D-07&macrozona=NC")

    assert respuesta.context["filtro"].form.errors.keys() == {"direccion"}
    assert respuesta.context["tabla"].total_general.cuentas.mesas == 3


def test_los_filtros_se_quitan_de_a_uno(entrar, nacional, pais):
    texto = entrar(nacional).get("/tablero/?anio=2025&macrozona=NC&direccion=D-05").text

    assert "Quitar dirección regional: Valparaíso" in texto
    pedidos = ("anio=2025", "macrozona=NC", "direccion=D-05")
    for quitado in pedidos:
        resto = [f"{uno.split('=')[0]}=" if uno == quitado else uno for uno in pedidos]
        assert f'href="?{"&amp;".join(resto)}"' in texto


def test_el_nombre_de_una_direccion_acota_y_conserva_el_anio(entrar, nacional, pais):
    assert 'href="?anio=2025&amp;direccion=D-05">Valparaíso' in entrar(nacional).get("/tablero/?anio=2025").text


def test_se_ordena_por_cualquier_cuenta_y_lo_que_no_se_sabe_va_al_final(entrar, nacional, pais):
    cliente = entrar(nacional)

    for orden in ("compromisos-abiertos", "-compromisos-abiertos"):
        filas = [r.cuentas.abiertos for r in cliente.get(f"/tablero/?orden={orden}").context["tabla"].pagina]
        assert filas[:-1] == sorted(filas[:-1], reverse=orden.startswith("-"))
        assert filas[-1] is None


def test_el_libro_lleva_las_mismas_filas_y_el_total(entrar, nacional, pais):
    cliente = entrar(nacional)

    libro = load_workbook(io.BytesIO(cliente.get("/tablero/?formato=xlsx&anio=2025").content))

    titulos, *filas = libro.active.iter_rows(values_only=True)
    assert titulos[:4] == ("Dirección regional", "Mesas en marcha", "Mesas", "Sesiones en 2025")
    assert [fila[:4] for fila in filas] == [
        ("Valparaíso", 2, 3, 3),
        ("Maule", 2, 2, 2),
        ("Magallanes", None, None, None),
        ("nacionales (sin dirección)", 1, 1, 1),
        ("Total", 4, 5, 5),
    ]


def test_un_filtro_sin_sentido_se_dice_y_no_acota(entrar, nacional, pais):
    respuesta = entrar(nacional).get("/tablero/?anio=3026&direccion=D-99")

    assert respuesta.context["filtro"].form.errors.keys() == {"anio", "direccion"}
    assert respuesta.context["tabla"].total_general.cuentas.mesas == 5


@pytest.mark.parametrize(("rol", "ruta"), [("nacional", "/tablero/"), ("encargada", "/tablero/?anio=2025")])
def test_tantas_consultas_con_pocas_filas_como_con_muchas(rol, ruta, request, entrar, consultas_de, pais, valparaiso):
    cliente = entrar(request.getfixturevalue(rol))
    con_pocas = consultas_de(cliente, ruta)

    for n in range(10):
        otra = DireccionRegionalFactory(region=str(20 + n))
        SesionFactory(mesa=MesaFactory(direcciones=[valparaiso, otra]), estado="realizada", desde=date(2025, 3, 1))

    assert consultas_de(cliente, ruta) == con_pocas <= 30


def test_el_tablero_esta_en_el_menu_del_personal(entrar, encargada, observadora):
    enlace = f'href="{reverse("tablero")}"'

    assert enlace in entrar(encargada).get("/").text
    assert enlace not in entrar(observadora).get("/").text
