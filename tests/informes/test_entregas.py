"""Quién entregó y quién está atrasado, y el recordatorio a quienes lo están."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from actores.models import Rol
from comun.models import Bitacora, Correo
from informes.models import InformeAnual, PlazoDeInforme
from informes.revision_y_emision.entregas import del_estado, entregas, recordar
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.emision import informe_emitido, informe_enviado
from tests.fabricas.informes import InformeAnualFactory, ProyectoFactory

pytestmark = pytest.mark.django_db
LEJOS = date(2099, 1, 1)


def plazos(envio=date(2021, 1, 31), emision=date(2021, 3, 31)):
    for etapa, fecha in (("envio", envio), ("emision", emision)):
        PlazoDeInforme.crear(por=None, clase="anual", anio=2020, etapa=etapa, fecha=fecha)


def sin_correo(persona):
    persona.email = ""
    persona.save()


def test_dice_en_que_va_cada_proyecto_en_curso_tambien_el_que_nadie_ha_empezado(nacional):
    plazos()
    nadie = ProyectoFactory()
    borrador, enviado, emitido = InformeAnualFactory(), informe_enviado(), informe_emitido()
    ProyectoFactory(inicio=date(2022, 1, 1))

    vistas = {una.proyecto: una for una in entregas(nacional, anio=2020, hoy=date(2021, 2, 15))}

    assert {proyecto: (una.estado, una.esta_entregada, una.esta_atrasada) for proyecto, una in vistas.items()} == {
        nadie: ("sin_empezar", False, True),
        borrador.proyecto: ("borrador", False, True),
        enviado.proyecto: ("enviado", True, False),
        emitido.proyecto: ("emitido", True, False),
    }


def test_pasado_el_plazo_de_emision_se_atrasa_lo_enviado_y_no_lo_que_se_corrige(nacional):
    plazos()
    informe_enviado()
    informe_emitido().corregir(por=nacional, motivo="Un monto")

    atrasos = [una.falta_emitir for una in entregas(nacional, anio=2020, hoy=LEJOS)]

    assert atrasos == [True, False]


def test_el_dia_del_plazo_todavia_se_esta_a_tiempo(nacional):
    plazos()
    InformeAnualFactory()

    assert not entregas(nacional, anio=2020, hoy=date(2021, 1, 31))[0].esta_atrasada
    assert entregas(nacional, anio=2020, hoy=date(2021, 2, 1))[0].esta_atrasada


def test_sin_plazos_nadie_esta_atrasado(nacional):
    InformeAnualFactory()

    assert del_estado(entregas(nacional, anio=2020, hoy=LEJOS), "atrasadas") == []


def test_recuerda_a_los_editores_una_vez_al_dia_y_lo_anota(nacional, encargada, lectora, valparaiso):
    hoy = timezone.localdate()
    plazos(envio=date(2021, 1, 31))
    proyecto = ProyectoFactory(direcciones=[valparaiso])
    editores = [encargada, UsuarioFactory(rol=Rol.EDITOR_REGIONAL, direcciones=[valparaiso], is_active=False), lectora]
    for numero, persona in enumerate(editores):
        persona.email = f"persona{numero}@ejemplo.cl"
        persona.save()
    sin_correo(nacional)
    sin_nadie = ProyectoFactory()

    primero = recordar(por=nacional, anio=2020, hoy=hoy)
    segundo = recordar(por=nacional, anio=2020, hoy=hoy)

    carta = Correo.objects.get()
    assert carta.para == "persona0@ejemplo.cl"
    assert "31-01-2021" in carta.texto
    assert f"/informes/proyectos/{proyecto.codigo}/" in carta.texto
    assert (primero.enviados, primero.de_hoy) == (1, 0)
    assert primero.sin_correo == (f"IA-{sin_nadie.atlas_project_id}-2020",)
    assert (segundo.enviados, segundo.de_hoy) == (0, 1)
    assert Bitacora.objects.get(acto="envio").codigo_objeto == f"IA-{proyecto.atlas_project_id}-2020"


@pytest.mark.parametrize(
    ("plazo", "recuerda"),
    [(-1, True), (0, True), (6, True), (7, False)],
    ids=["pasado", "hoy", "en seis días", "en siete"],
)
def test_lo_enviado_se_recuerda_a_quien_lo_puede_emitir(nacional, plazo, recuerda):
    hoy = timezone.localdate()
    plazos(emision=hoy + timedelta(days=plazo))
    nacional.email = "emite@ejemplo.cl"
    nacional.save()
    informe = informe_enviado(por=UsuarioFactory(rol=Rol.NACIONAL, email="envia@ejemplo.cl"))

    hechos = [recordar(por=nacional, anio=2020, hoy=hoy) for _ in range(2)]

    cartas = [(carta.para, informe.get_absolute_url() in carta.texto) for carta in Correo.objects.all()]
    assert cartas == ([("emite@ejemplo.cl", True)] if recuerda else [])
    assert [(hecho.enviados, hecho.de_hoy) for hecho in hechos] == [(int(recuerda), 0), (0, int(recuerda))]


def test_el_recordatorio_de_envio_no_calla_al_de_emision_del_mismo_dia(nacional, encargada, valparaiso):
    hoy = timezone.localdate()
    plazos()
    nacional.email = "emite@ejemplo.cl"
    nacional.save()
    informe = InformeAnualFactory(proyecto=ProyectoFactory(direcciones=[valparaiso]))

    recordar(por=nacional, anio=2020, hoy=hoy)
    InformeAnual.objects.filter(pk=informe.pk).update(
        estado="enviado", enviado_por=encargada, enviado_at=timezone.now()
    )
    recordar(por=nacional, anio=2020, hoy=hoy)

    assert [carta.para for carta in Correo.objects.order_by("pk")] == [encargada.email, "emite@ejemplo.cl"]


# --- La página ---


def test_la_pagina_cuenta_filtra_y_ofrece_recordar(entrar, nacional):
    plazos()
    atrasado, emitido = InformeAnualFactory(), informe_emitido()
    cliente = entrar(nacional)

    pagina = cliente.get("/informes/entregas/").text
    filtrada = cliente.get("/informes/entregas/?anio=2020&estado=atrasadas").text

    assert "Entregas de 2020" in pagina
    assert "Recordar a los atrasados" in pagina
    assert atrasado.codigo in pagina and emitido.codigo in pagina
    assert atrasado.codigo in filtrada and emitido.codigo not in filtrada


def test_quien_administra_la_ve_sin_el_boton(entrar, administradora):
    plazos()
    InformeAnualFactory()

    assert "Recordar" not in entrar(administradora).get("/informes/entregas/").text


def test_recordar_vuelve_a_la_pagina_y_dice_que_hizo(entrar, nacional):
    plazos()
    InformeAnualFactory()
    sin_correo(nacional)

    respuesta = entrar(nacional).post("/informes/entregas/recordar/", {"anio": "2020"}, follow=True)

    assert "Recordatorios enviados: 0" in respuesta.text
    assert "Nadie con correo puede enviarlo" in respuesta.text


def test_las_consultas_no_crecen_con_las_filas(entrar, nacional, consultas_de, valparaiso):
    plazos()
    cliente = entrar(nacional)
    contadas = []
    for cuantos in (3, 7):
        for _ in range(cuantos):
            InformeAnualFactory(proyecto=ProyectoFactory(direcciones=[valparaiso]))
        contadas.append(consultas_de(cliente, "/informes/entregas/?anio=2020"))

    assert contadas[0] == contadas[1]


def test_el_libro_lleva_lo_filtrado_con_sus_plazos(entrar, nacional):
    plazos()
    ProyectoFactory(titulo="Atrasado")
    informe_emitido(ProyectoFactory(titulo="Emitido a tiempo"))

    respuesta = entrar(nacional).get("/informes/entregas/?anio=2020&estado=atrasadas&formato=xlsx")

    (hoja,) = load_workbook(io.BytesIO(respuesta.content)).worksheets
    encabezado, *filas = [[celda.value for celda in fila] for fila in hoja]
    (fila,) = [dict(zip(encabezado, fila, strict=True)) for fila in filas]
    assert (fila["Proyecto"], fila["Estado"], fila["Plazo"]) == ("Atrasado", "sin empezar", "atrasado en el envío")
    assert fila["Plazo de envío"].date() == date(2021, 1, 31)
    assert 'filename="entregas-2020-' in respuesta["Content-Disposition"]
