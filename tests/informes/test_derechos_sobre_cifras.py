"""Quién abre las filas de una cifra y la ficha de una cifra declarada."""

from datetime import date

import pytest
from django.urls import reverse

from informes.armado import anual
from informes.metricas.propuestas import propuestas
from informes.models import CoberturaDeFilas, Indicador, InformeAnual
from informes.origen import filas_para
from informes.permissions import puede_ver_cifra
from tests.fabricas.comun import CifraDeclaradaFactory
from tests.fabricas.informes import ProyectoFactory, indicador_medido
from tests.fabricas.mesas import IntegranteFactory, MesaFactory
from tests.fabricas.sesiones import SesionFactory


@pytest.fixture
def con_mesa_de_otra_region(valparaiso, maule, observadora):
    """Un informe de Valparaíso cuyo indicador cuenta las sesiones de una mesa del Maule, dado a la observadora."""
    mesa = MesaFactory(direcciones=[maule])
    indicador, informe = indicador_medido(direcciones=[valparaiso])
    Indicador.objects.filter(pk=indicador.pk).update(mesa=mesa)
    informe.proyecto.observadores.add(observadora)
    SesionFactory(mesa=mesa, desde=date(2020, 5, 4), estado="realizada")
    CoberturaDeFilas.objects.create(metrica="sesiones", ambito=mesa.codigo, anio=2020, completas=True)
    return InformeAnual.objects.select_related("proyecto").get(pk=informe.pk)


def test_una_fila_que_no_se_puede_abrir_se_muestra_sin_enlace(
    entrar, con_mesa_de_otra_region, encargada, observadora, nacional
):
    (una,) = propuestas(anual.Material(con_mesa_de_otra_region))
    (fila,) = una.cifra.filas
    url_de_la_sesion = reverse("sesion_detalle", args=[fila.codigo])

    for persona, enlazada in ((encargada, False), (observadora, False), (nacional, True)):
        cliente = entrar(persona)
        texto = cliente.get(una.cifra.url).text
        assert fila.codigo in texto
        assert (url_de_la_sesion in texto) is enlazada
        assert filas_para(una.cifra, persona) == [(fila, url_de_la_sesion if enlazada else "")]
        assert cliente.get(url_de_la_sesion).status_code == (200 if enlazada else 404)


@pytest.mark.parametrize("metrica", ["integrantes", "compromisos_cumplidos", "asistencia_promedio"])
def test_las_propuestas_de_cada_metrica_se_abren_y_cuadran(entrar, valparaiso, encargada, metrica):
    indicador, informe = indicador_medido(direcciones=[valparaiso], metrica=metrica)
    IntegranteFactory(instancia=indicador.mesa.instancias.get(), vigente_desde=date(2020, 1, 1))
    (una,) = propuestas(anual.Material(informe))

    respuesta = entrar(encargada).get(una.filas.url)

    assert una.filas.cuadra()
    assert respuesta.status_code == 200
    assert respuesta.context["cifra"] == una.filas


# --- La ficha de una cifra declarada ---


def test_la_declarada_que_propone_un_informe_la_abre_quien_lo_ve(entrar, valparaiso, encargada, observadora, ajena):
    indicador, informe = indicador_medido(direcciones=[valparaiso], metrica="sesiones", corte="taller")
    informe.proyecto.observadores.add(observadora)
    senas = {"mide": "sesiones", "detalle": "taller", "ambito": indicador.mesa.codigo, "anio": 2020}
    declarada = CifraDeclaradaFactory(**senas)
    (una,) = propuestas(anual.Material(informe))

    estados = {p.username: entrar(p).get(una.cifra.url).status_code for p in (encargada, observadora, ajena)}

    assert una.cifra.url == declarada.get_absolute_url()
    assert estados == {"encargada": 200, "observadora": 200, "ajena": 404}
    assert indicador.mesa.get_absolute_url() not in entrar(observadora).get(una.cifra.url).text


@pytest.mark.parametrize("otra", [{"mide": "integrantes"}, {"detalle": "taller"}, {"ambito": "M-05-9999"}])
def test_otra_declarada_sigue_cerrada(valparaiso, observadora, otra):
    indicador, informe = indicador_medido(direcciones=[valparaiso], metrica="sesiones")
    informe.proyecto.observadores.add(observadora)

    cifra = CifraDeclaradaFactory(**{"mide": "sesiones", "ambito": indicador.mesa.codigo, **otra})

    assert not puede_ver_cifra(observadora, cifra)


def test_la_de_un_indicador_del_programa_pais_tambien_se_abre(valparaiso, observadora):
    indicador, informe = indicador_medido(direcciones=[valparaiso], metrica="sesiones")
    resultado = informe.proyecto.resultados_pais.create(nivel="efecto", codigo="1", enunciado="Efecto")
    Indicador.objects.filter(pk=indicador.pk).update(producto=None, resultado_pais=resultado)
    informe.proyecto.observadores.add(observadora)

    assert puede_ver_cifra(observadora, CifraDeclaradaFactory(mide="sesiones", ambito=indicador.mesa.codigo))


def test_la_de_un_proyecto_la_abre_quien_lo_ve_y_enlaza_a_el(entrar, valparaiso, encargada, observadora, ajena):
    proyecto = ProyectoFactory(direcciones=[valparaiso], observadores=[observadora])
    cifra = CifraDeclaradaFactory(ambito=proyecto.codigo)

    for persona, estado in ((encargada, 200), (observadora, 200), (ajena, 404)):
        assert entrar(persona).get(cifra.get_absolute_url()).status_code == estado
    assert proyecto.get_absolute_url() in entrar(observadora).get(cifra.get_absolute_url()).text
