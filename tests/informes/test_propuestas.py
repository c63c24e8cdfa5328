"""Lo que las mesas guardadas proponen a un indicador, y cuándo gana lo declarado."""

from datetime import date
from decimal import Decimal

import pytest

from actores.models import Sector
from informes.armado.anual import Material
from informes.metricas.propuestas import propuestas
from informes.models import CoberturaDeFilas, Indicador, InformeAnual
from tests.fabricas.actores import ActorFactory, UsuarioFactory
from tests.fabricas.comun import CifraDeclaradaFactory
from tests.fabricas.informes import IndicadorFactory, LogroAnualFactory, indicador_medido
from tests.fabricas.mesas import IntegranteFactory, MesaFactory
from tests.fabricas.sesiones import CompromisoFactory, SesionFactory, un_enlace

pytestmark = pytest.mark.django_db

ANIO = 2020


def propuesta(informe):
    """La única propuesta del informe, leída de nuevo."""
    (una,) = propuestas(Material(InformeAnual.objects.select_related("proyecto").get(pk=informe.pk)))
    return una


def sesion(mesa, dia=date(2020, 5, 4), **campos):
    return SesionFactory(mesa=mesa, desde=dia, estado="realizada", **campos)


def cubrir(indicador, **otros):
    donde = {"metrica": indicador.metrica, "corte": indicador.corte, "ambito": indicador.mesa.codigo, "anio": ANIO}
    return CoberturaDeFilas.objects.create(**{**donde, "completas": True, **otros})


def integrante(mesa, **campos):
    return IntegranteFactory(instancia=mesa.instancias.get(), **campos)


def con_integrantes(mesa):
    for desde, hasta in ((date(2020, 1, 1), None), (date(2020, 1, 1), date(2020, 11, 30)), (date(2021, 1, 1), None)):
        integrante(mesa, vigente_desde=desde, vigente_hasta=hasta)


def con_sesiones(mesa):
    sesion(mesa)
    sesion(mesa, date(2020, 6, 1))
    sesion(mesa, date(2021, 6, 1))
    SesionFactory(mesa=mesa, desde=date(2020, 7, 1))


def con_asistencia(mesa):
    for dia, asistentes in ((4, 20), (5, 21)):
        sesion(mesa, date(2020, 5, dia), modo_asistencia="recuento", asistencia_declarada=asistentes)


def con_compromisos(mesa):
    """Uno cumplido y dos atrasados; no cuentan el desistido, el sólo propuesto ni el que vence en otro año."""
    dia = date(2020, 3, 1)
    cumplido, *_, desistido = [
        CompromisoFactory(mesa=mesa, vence=date(2020, 6, 30), suscrito_el=date(2020, 1, 2)) for _ in range(4)
    ]
    cumplido.informar_avance(
        por=None, el=dia, resultado="cumplido", evidencias=[un_enlace()], en_nombre_de=cumplido.responsable
    )
    cumplido.verificar(por=UsuarioFactory(), el=dia)
    desistido.desistir(por=None, el=dia, motivo="Ya no hace falta")
    CompromisoFactory(mesa=mesa, vence=date(2020, 6, 30))
    CompromisoFactory(mesa=mesa, vence=date(2021, 6, 30), suscrito_el=date(2020, 1, 2))


@pytest.mark.parametrize(
    ("metrica", "llenar", "valor", "operacion"),
    [
        ("integrantes", con_integrantes, Decimal(1), "conteo"),
        ("sesiones", con_sesiones, Decimal(2), "conteo"),
        ("asistencia_promedio", con_asistencia, Decimal("20.5"), "promedio"),
        ("compromisos_cumplidos", con_compromisos, Decimal("33.3"), "razon"),
    ],
)
def test_cada_metrica_propone_lo_suyo(metrica, llenar, valor, operacion):
    indicador, informe = indicador_medido(metrica=metrica)
    cubrir(indicador)
    llenar(indicador.mesa)

    cifra = propuesta(informe).cifra

    assert (cifra.valor, cifra.operacion) == (valor, operacion)
    assert cifra.cuadra()
    assert cifra.filas


@pytest.mark.parametrize("metrica", Indicador.Metrica.values)
def test_sin_filas_es_sin_dato_y_nunca_cero(metrica):
    indicador, informe = indicador_medido(metrica=metrica)
    cubrir(indicador)

    cifra = propuesta(informe).cifra

    assert (cifra.valor, cifra.texto) == (None, "sin dato")
    assert cifra.cuadra()


def test_la_mesa_y_el_corte_acotan_la_propuesta():
    indicador, informe = indicador_medido(metrica="integrantes", corte=Sector.PRIVADO)
    cubrir(indicador)
    for mesa in (indicador.mesa, MesaFactory()):
        for sector in (Sector.PRIVADO, Sector.PUBLICO):
            integrante(mesa, actor=ActorFactory(sector=sector))

    assert propuesta(informe).cifra.valor == 1

    Indicador.objects.update(corte="")
    CoberturaDeFilas.objects.update(corte="")
    assert propuesta(informe).cifra.valor == 2


def test_solo_filas_completas_ganan_a_lo_declarado():
    indicador, informe = indicador_medido(metrica="sesiones")
    declarada = CifraDeclaradaFactory(mide="sesiones", ambito=indicador.mesa.codigo, anio=ANIO, valor=3)
    sesion(indicador.mesa)
    cobertura = cubrir(indicador, completas=False)

    incompleta = propuesta(informe)
    CoberturaDeFilas.objects.filter(pk=cobertura.pk).update(completas=True)
    completa = propuesta(informe)

    assert (incompleta.cifra.valor, incompleta.cifra.operacion) == (3, "declarada")
    assert incompleta.filas.valor == 1
    assert incompleta.cifra.url == declarada.get_absolute_url()
    assert (completa.cifra.valor, completa.cifra) == (1, completa.filas)


@pytest.mark.parametrize(
    "otra", [{"metrica": "integrantes"}, {"corte": "taller"}, {"ambito": "M-05-9999"}, {"anio": 2021}]
)
def test_la_cobertura_vale_solo_para_su_metrica_corte_ambito_y_anio(otra):
    indicador, informe = indicador_medido(metrica="sesiones")
    sesion(indicador.mesa)
    cubrir(indicador, **otra)

    assert propuesta(informe).cifra.valor is None


@pytest.mark.parametrize(
    "otra", [{"mide": "integrantes"}, {"detalle": "taller"}, {"ambito": "M-05-9999"}, {"anio": 2021}]
)
def test_una_declarada_sobre_otra_cosa_no_se_propone(otra):
    indicador, informe = indicador_medido(metrica="sesiones")
    CifraDeclaradaFactory(**{"mide": "sesiones", "ambito": indicador.mesa.codigo, "anio": ANIO, **otra})

    una = propuesta(informe)

    assert (una.cifra.valor, una.cifra.filas) == (None, ())
    assert una.motivo == "Las filas no están completas y nadie ha declarado la cifra."


def test_si_el_documento_da_dos_valores_se_advierte():
    indicador, informe = indicador_medido(metrica="sesiones")
    CifraDeclaradaFactory(mide="sesiones", ambito=indicador.mesa.codigo, anio=ANIO, valor=8, valor_alternativo=6)

    assert "da otro valor" in propuesta(informe).motivo


def test_la_frase_de_la_persona_y_la_propuesta_se_conservan_las_dos():
    indicador, informe = indicador_medido(metrica="sesiones")
    cubrir(indicador)
    sesion(indicador.mesa)
    LogroAnualFactory(indicador=indicador, texto="MT realiza 3 sesiones")

    una = propuesta(informe)

    assert (una.texto, una.cifra.valor) == ("MT realiza 3 sesiones", 1)


def test_un_indicador_sin_metrica_no_propone_nada():
    indicador, informe = indicador_medido()
    IndicadorFactory(producto=indicador.producto, codigo="1.2")

    assert propuesta(informe).indicador == indicador
