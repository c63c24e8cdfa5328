"""La demostración: carga entera, dice de dónde sale cada hecho y nunca toca una base ajena."""

import os
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from actores.demo import PERSONAJES
from actores.models import Actor, Usuario
from comun.models import CifraDeclarada
from informes.armado import anual
from informes.demo import cargar_demo
from informes.demo.usuarios import CLAVE, ELENCO
from informes.metricas.cuadratura import descuadres
from informes.metricas.propuestas import propuestas
from informes.models import Gasto, InformeAnual, Proyecto
from informes.revision import pendientes
from mesas.models import Compromiso, Integrante, Mesa, Sesion
from tests.modulo import cargado

HOY = date(2026, 11, 20)
DOCUMENTO = (
    Path(os.environ.get("MESAS_REFERENCIA", settings.BASE_DIR.parent / "shared"))
    / "referencia"
    / "documentos"
    / "000_informe_pnud_2020.txt"
)
FUENTE = re.compile(r"^000, l\. (\d+)(?:-(\d+))?$")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """La demostración cargada una sola vez para el módulo, en una transacción que después se deshace."""
    with cargado(django_db_blocker, lambda: cargar_demo(hoy=HOY)):
        yield


@pytest.fixture
def cargada(demo, db):
    return demo


def informe(codigo):
    return InformeAnual.objects.select_related("proyecto").get(codigo=codigo)


def filas_de_campanilla():
    """Toda fila del proyecto 121119, de su mesa y de sus actores que puede decir su fuente."""
    proyecto = Proyecto.objects.get(codigo="P-121119")
    mesa = Mesa.objects.get(nombre="Mesa Territorial Campamento Campanilla")
    rutas = {
        "presupuesto": {"proyecto": proyecto},
        "gastodelanio": {"proyecto": proyecto},
        "tasa": {"proyecto": proyecto},
        "donante": {"proyecto": proyecto},
        "aporteanual": {"donante__proyecto": proyecto},
        "resultadopais": {"proyecto": proyecto},
        "producto": {"proyecto": proyecto},
        "actividad": {"producto__proyecto": proyecto},
        "gasto": {"producto__proyecto": proyecto},
        "informeanual": {"proyecto": proyecto},
        "seccionnarrativa": {"informe__proyecto": proyecto},
        "riesgo": {"informe__proyecto": proyecto},
        "leccion": {"informe__proyecto": proyecto},
        "decisiondelcomite": {"leccion__informe__proyecto": proyecto},
        "enlacedeevidencia": {"informe__proyecto": proyecto},
    }
    filas = [proyecto, mesa]
    for modelo, filtro in rutas.items():
        filas += apps.get_model("informes", modelo).objects.filter(**filtro)
    for modelo in ("indicador", "logroanual"):
        prefijo = "" if modelo == "indicador" else "indicador__"
        clase = apps.get_model("informes", modelo)
        filas += clase.objects.filter(**{f"{prefijo}producto__proyecto": proyecto})
        filas += clase.objects.filter(**{f"{prefijo}resultado_pais__proyecto": proyecto})
    filas += Sesion.objects.de_la_mesa(mesa)
    filas += Integrante.objects.de_mesa(mesa)
    filas += Compromiso.objects.filter(mesa=mesa)
    return filas + list(Actor.objects.exclude(fuente=""))


def test_cada_hecho_de_campanilla_dice_documento_y_linea(cargada):
    sin_fuente = [(type(fila).__name__, str(fila)) for fila in filas_de_campanilla() if not FUENTE.match(fila.fuente)]

    assert sin_fuente == []
    assert all(cifra.documento.startswith("000") and cifra.linea for cifra in CifraDeclarada.objects.all())


@pytest.mark.skipif(not DOCUMENTO.exists(), reason="falta el documento de origen 000 (MESAS_REFERENCIA)")
def test_las_cifras_de_campanilla_estan_en_la_linea_que_dicen(cargada):
    lineas = DOCUMENTO.read_text(encoding="utf-8").split("\n")
    montos = [(fila.monto, fila.fuente) for fila in filas_de_campanilla() if hasattr(fila, "monto") and fila.monto]
    declaradas = [(cifra.valor, f"000, l. {cifra.linea}") for cifra in CifraDeclarada.objects.all()]

    assert len(montos) >= 5
    for valor, fuente in montos:
        assert f"{valor:,.2f}" in lineas[int(FUENTE.match(fuente)[1]) - 1], (valor, fuente)
    for valor, fuente in declaradas:
        assert re.search(rf"\b{valor:.0f}\b", lineas[int(FUENTE.match(fuente)[1]) - 1]), (valor, fuente)


def test_el_informe_de_campanilla_trae_las_cifras_de_origen(cargada):
    cuadro = anual.Material(informe("IA-121119-2020")).cuadro

    assert [uno.texto for uno in (cuadro.subtotal_productos, cuadro.dpc, cuadro.gms, cuadro.total)] == [
        "11,000.00",
        "440.00",
        "343.20",
        "11,783.20",
    ]
    assert descuadres(cuadro) == []


def test_lo_declarado_de_campanilla_se_propone_con_las_filas_al_lado(cargada):
    propuesto = {una.indicador.codigo: una for una in propuestas(anual.Material(informe("IA-121119-2020")))}

    assert propuesto["2.2"].cifra.valor == Decimal(3)
    assert propuesto["2.2"].filas.valor == 1
    assert propuesto["1.1"].filas.valor is None
    assert propuesto["1.2.2."].cifra.valor == Decimal(28)


def test_el_ejemplo_del_anio_cerrado_esta_completo_y_cuadra_a_mano(cargada):
    """Cuentas a mano: 11.550,50 al 5 % y 8 %; 12.255,24 al 6,5 % y 7 %."""
    material = anual.Material(informe("IA-900001-2025"))
    cuadro = material.cuadro

    assert [cuadro.subtotales[uno.pk].texto for uno in cuadro.productos] == ["11,550.50", "11,255.25", "999.99"]
    assert [uno.texto for uno in (cuadro.subtotal_productos, cuadro.dpc, cuadro.gms, cuadro.total)] == [
        "23,805.74",
        "1,374.12",
        "1,883.87",
        "27,063.73",
    ]
    assert descuadres(cuadro) == []
    suelto = Gasto.objects.get(item__codigo="74200").codigo
    assert pendientes(material) == [f"El gasto {suelto} no está imputado a ninguna actividad de su producto."]


def test_el_ejemplo_del_anio_en_curso_dice_lo_que_le_falta(cargada):
    assert len(pendientes(anual.Material(informe("IA-900001-2026")))) > 10


def test_las_mesas_de_ejemplo_muestran_cada_estado_de_un_compromiso(cargada):
    vivas = Compromiso.objects.filter(mesa__nombre__startswith="Mesa de ejemplo")

    assert {uno.estado_al(HOY).label for uno in vivas} >= {
        "cumplido y verificado",
        "cumplido, por verificar",
        "en ejecución",
        "vencido",
        "suscrito",
        "propuesto",
        "no cumplido",
    }
    assert all(uno.estado == uno.estado_recalculado() for uno in Compromiso.objects.con_hechos())


def test_lo_ficticio_se_llama_ejemplo(cargada):
    assert all("ejemplo" in proyecto.titulo for proyecto in Proyecto.objects.filter(es_ficticio=True))
    assert all("ejemplo" in actor.nombre.lower() for actor in Actor.objects.filter(fuente=""))


def test_el_elenco_es_el_que_ofrece_el_ingreso_y_entra_con_su_clave(cargada):
    assert {personaje.usuario for personaje in PERSONAJES} == {fila[0] for fila in ELENCO}
    assert Usuario.objects.get(username="observador").check_password(CLAVE)
    assert Proyecto.objects.visibles_para(Usuario.objects.get(username="observador")).count() == 1


@pytest.mark.parametrize("modelo", admin.site._registry, ids=lambda modelo: modelo._meta.label_lower)
def test_el_admin_abre_el_listado_la_ficha_y_la_historia_de_cada_modelo(cargada, client, modelo):
    client.force_login(Usuario.objects.get(username="admin"))
    nombre = f"admin:{modelo._meta.app_label}_{modelo._meta.model_name}"
    uno = modelo._default_manager.order_by("-pk").first()

    direcciones = [reverse(f"{nombre}_changelist")]
    if uno:
        direcciones += [reverse(f"{nombre}_{pagina}", args=[uno.pk]) for pagina in ("change", "history")]

    assert {direccion: client.get(direccion).status_code for direccion in direcciones} == dict.fromkeys(
        direcciones, 200
    )
