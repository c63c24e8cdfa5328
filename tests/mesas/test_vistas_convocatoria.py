"""Las páginas con que se convoca, y la que abre quien recibe un enlace. Quién entra a cada una lo dice la matriz."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comun.models import Correo
from mesas import convocatoria
from mesas.models import EnlaceFirmado, Sesion
from mesas.views import publico
from tests.fabricas.actores import ActorFactory
from tests.fabricas.convocatoria import sesion_citada, sesion_por_citar
from tests.fabricas.mesas import IntegranteFactory
from tests.fabricas.sesiones import PuntoTablaFactory, SesionFactory
from tests.mesas.pantalla import pantalla


def url(nombre, sesion, *mas):
    return reverse(nombre, args=[sesion.codigo, *mas])


def convocar(cliente, sesion, leido=None):
    """Convoca desde una página abierta ahora, o desde la que decía `leido`."""
    datos = {"leido": leido or convocatoria.lo_leido(Sesion.objects.get(pk=sesion.pk))}
    return cliente.post(url("sesion_convocar", sesion), datos, follow=True).text


def responder(client, uno, **datos):
    return client.post(reverse("convocatoria_responder", args=[convocatoria.enlace_de(uno, por=None).token]), datos)


# --- Preparar ---


def test_prepara_como_la_ultima_y_sigue_en_la_convocatoria(entrar, encargada, valparaiso):
    anterior = SesionFactory(direcciones=[valparaiso], estado="realizada", lugar="Sede vecinal")
    PuntoTablaFactory(sesion=anterior, orden=1, titulo="Quedó pendiente")
    cliente, pagina = entrar(encargada), reverse("sesion_preparar", args=[anterior.instancia.codigo])

    muestra = cliente.get(pagina).text
    datos = {"tipo": "mesa", "desde": "2031-03-05", "hora_inicio": "10:00", "lugar": "Sede vecinal"}
    clave = {"envio": "5d8f1d0e-0f6b-4c53-9a55-00000000000a"}
    primera, segunda = (cliente.post(pagina, datos | clave) for _ in range(2))

    nueva = Sesion.objects.get(estado="borrador")
    assert 'value="Sede vecinal"' in muestra
    assert primera.url == segunda.url == url("sesion_convocar", nueva)
    assert (nueva.numero, [punto.titulo for punto in nueva.puntos.all()]) == (2, ["Quedó pendiente"])


def test_un_dia_que_ya_paso_se_dice_en_su_campo(entrar, encargada, valparaiso):
    sesion = sesion_por_citar([valparaiso])

    datos = {"tipo": "mesa", "desde": "2020-01-02", "hora_inicio": "10:00", "version_leida": "1"}
    texto = entrar(encargada).post(url("sesion_datos", sesion), datos).text

    assert "El 02-01-2020 ya pasó" in texto


def test_la_tabla_se_escribe_se_ordena_y_se_quita(entrar, encargada, valparaiso):
    sesion = sesion_por_citar([valparaiso])
    viejo, presenta = sesion.puntos.get(), ActorFactory(nombre="Serviu")
    filas = {"TOTAL_FORMS": "2", "INITIAL_FORMS": "1", "0-id": viejo.pk, "0-version_leida": viejo.version}
    filas |= {"0-titulo": viejo.titulo, "0-minutos": "20", "0-posicion": "2"}
    filas |= {"1-titulo": "Viviendas", "1-minutos": "30", "1-posicion": "1", "1-responsable": presenta.codigo}

    entrar(encargada).post(url("sesion_tabla", sesion), {f"puntos-{k}": v for k, v in filas.items()})

    puntos = [(punto.orden, punto.titulo, punto.responsable) for punto in sesion.puntos.en_orden()]
    assert puntos == [(1, "Viviendas", presenta), (2, "Lectura del acta", None)]


@pytest.mark.postgresql
@pytest.mark.parametrize("nombre", ["sesion_datos", "sesion_tabla", "sesion_traer_puntos"])
def test_lo_que_cambia_un_borrador_toma_su_fila(entrar, encargada, valparaiso, nombre):
    cliente, sesion = entrar(encargada), sesion_por_citar([valparaiso])

    with CaptureQueriesContext(connection) as consultas:
        cliente.post(url(nombre, sesion), {"puntos-TOTAL_FORMS": "0", "puntos-INITIAL_FORMS": "0"})

    primera = next(c["sql"] for c in consultas if 'FROM "mesas_sesion"' in c["sql"])
    assert 'FOR UPDATE OF "mesas_sesion"' in primera


# --- Convocar ---


def test_el_borrador_muestra_lo_que_se_enviara_y_si_el_tiempo_alcanza(entrar, encargada, valparaiso):
    sesion = sesion_por_citar([valparaiso])
    PuntoTablaFactory(sesion=sesion, orden=2, minutos=130)

    texto = entrar(encargada).get(url("sesion_convocar", sesion)).text

    assert "Convocatoria: Sesión de mesa 1" in texto and "Cuándo: miércoles 05-03-2031" in texto
    assert "suman 30 minutos más de lo que dura" in texto
    assert "2 integrantes vigentes ese día; 1 sin correo" in texto
    assert not EnlaceFirmado.objects.exists()


@pytest.mark.parametrize(
    "dia, dice",
    [
        (date(2031, 3, 8), "Cae en sábado: el siguiente día hábil es el lunes 10-03-2031."),
        (date(2031, 5, 1), "Es feriado (Día Nacional del Trabajo)"),
        (date(2031, 3, 5), ""),
    ],
)
def test_el_borrador_avisa_si_el_dia_es_inhabil(entrar, encargada, valparaiso, dia, dice):
    texto = entrar(encargada).get(url("sesion_convocar", sesion_por_citar([valparaiso], desde=dia))).text

    assert dice in texto and ("día inhábil" in texto) == bool(dice)


def test_convoca_una_vez_y_dice_a_cuantos_y_quienes_no_tienen_correo(entrar, encargada, valparaiso):
    sesion = sesion_por_citar([valparaiso])
    cliente = entrar(encargada)

    primera, segunda = (convocar(cliente, sesion) for _ in range(2))

    assert "Se escribe a una persona." in primera and "Sin correo: 1" in primera
    assert "0 de 2 respondieron" in primera
    assert "La sesión ya está convocada: no se volvió a avisar." in segunda
    assert Correo.objects.count() == 1


def test_una_pagina_vieja_no_vuelve_a_convocar_lo_suspendido(entrar, encargada, valparaiso):
    sesion = sesion_por_citar([valparaiso], integrantes=1)
    cliente = entrar(encargada)
    leido = cliente.get(url("sesion_convocar", sesion)).context["leido"]
    convocar(cliente, sesion, leido)
    cliente.post(url("sesion_cambiar", sesion, "suspender"), {"motivo": "Temporal"})

    texto = convocar(cliente, sesion, leido)

    assert "La sesión ya está suspendida: no se volvió a avisar." in texto
    assert Sesion.objects.get(pk=sesion.pk).estado == "suspendida"
    assert Correo.objects.count() == 2


def test_no_se_envia_una_tabla_distinta_de_la_que_se_vio(entrar, encargada, valparaiso):
    sesion = sesion_por_citar([valparaiso], integrantes=1)
    cliente = entrar(encargada)
    leido = cliente.get(url("sesion_convocar", sesion)).context["leido"]
    PuntoTablaFactory(sesion=sesion, orden=2, titulo="Agregado por otra persona")

    texto = convocar(cliente, sesion, leido)

    assert "revisa lo que se enviará" in texto and "Agregado por otra persona" in texto
    assert not Correo.objects.exists()
    assert "Se escribe a una persona." in convocar(cliente, sesion)


def test_lo_que_falta_se_dice_y_no_se_convoca(entrar, encargada, valparaiso):
    sesion = SesionFactory(direcciones=[valparaiso], desde=date(2020, 1, 2))

    texto = convocar(entrar(encargada), sesion)

    for falta in (
        "El día ya pasó",
        "Falta el día o la hora.",
        "La tabla no tiene puntos.",
        "no tiene integrantes vigentes ese día.",
    ):
        assert falta in texto
    assert Sesion.objects.get(pk=sesion.pk).estado == "borrador"


@pytest.mark.parametrize(
    "accion, estado, asunto",
    [
        ("postergar", "convocada", "Cambio en la convocatoria"),
        ("segunda-citacion", "convocada", "Segunda citación"),
        ("suspender", "suspendida", "Suspendida"),
        ("cancelar", "cancelada", "Cancelada"),
    ],
)
def test_cada_cambio_pide_motivo_y_avisa(entrar, encargada, valparaiso, accion, estado, asunto):
    sesion = sesion_citada([valparaiso], integrantes=1)
    cliente, pagina = entrar(encargada), url("sesion_cambiar", sesion, accion)
    datos = {"desde": "2031-03-12", "hora_inicio": "11:00"}

    sin_motivo = cliente.post(pagina, datos)
    cliente.post(pagina, datos | {"motivo": "Paro de buses"})

    sesion.refresh_from_db()
    ultimo = Correo.objects.order_by("pk").last()
    assert sin_motivo.status_code == 200
    assert sesion.estado == estado
    assert ultimo.asunto.startswith(asunto) and "Paro de buses" in ultimo.texto


def test_una_accion_inventada_no_existe(entrar, encargada, valparaiso):
    assert entrar(encargada).get(url("sesion_cambiar", sesion_citada([valparaiso]), "borrar")).status_code == 404


def test_la_sesion_y_su_instancia_llevan_a_la_convocatoria(entrar, encargada, lectora, valparaiso):
    sesion = sesion_citada([valparaiso])
    sesion.convocados.con_quien_es().first().responder(respuesta="acepta", al=timezone.now())
    mesa, convocar = sesion.instancia.mesa, url("sesion_convocar", sesion)

    suya, ajena = (entrar(quien).get(sesion.get_absolute_url()).text for quien in (encargada, lectora))
    instancias = entrar(encargada).get(f"{mesa.get_absolute_url()}?seccion=instancias").text

    assert "1 de 2 respondieron" in suya and convocar in suya
    assert convocar not in ajena
    assert reverse("sesion_preparar", args=[sesion.instancia.codigo]) in instancias


def test_el_dia_de_una_sesion_citada_se_cambia_en_su_convocatoria_que_avisa(entrar, encargada, valparaiso):
    sesion = sesion_citada([valparaiso], integrantes=1)
    datos = pantalla(
        sesion.instancia, version_leida=sesion.version, numero="1", desde="2031-03-12", hora_inicio="10:00"
    )
    del datos["realizada"]

    texto = entrar(encargada).post(reverse("sesion_editar", args=[sesion.codigo]), datos).text

    assert "cámbialo en su convocatoria, que avisa a todos" in texto
    assert Sesion.objects.get(pk=sesion.pk).desde == sesion.desde


def test_el_inicio_dice_cuantos_respondieron(entrar, encargada, valparaiso):
    sesion = sesion_citada([valparaiso], desde=timezone.localdate() + timedelta(days=2))
    sesion.convocados.con_quien_es().first().responder(respuesta="acepta", al=timezone.now())

    assert "1 de 2 respondieron" in entrar(encargada).get("/").text


# --- Respuestas ---


def test_se_anota_a_mano_y_se_copia_su_mensaje(entrar, encargada, valparaiso):
    sesion = sesion_citada([valparaiso])
    uno, cliente = sesion.convocados.con_quien_es().en_orden()[1], entrar(encargada)
    pagina = url("sesion_convocado", sesion, uno.clave)

    muestra = cliente.get(pagina).text
    sin_nombre = cliente.post(pagina, {"respuesta": "delega"}).text
    contada = cliente.post(pagina, {"respuesta": "delega", "delega_en": "Luis Soto"}, follow=True).text

    assert convocatoria.enlace_de(uno, por=None).token in muestra
    assert "Falta decir quién irá." in sin_nombre
    assert "1 de 2 respondieron" in contada and "en Luis Soto" in contada
    assert sesion.convocados.get(pk=uno.pk).anotada_por == encargada


def test_las_consultas_no_crecen_con_los_convocados(entrar, encargada, valparaiso, consultas_de):
    cliente, contadas = entrar(encargada), []
    for cuantos in (3, 10):
        por_citar = sesion_por_citar([valparaiso], integrantes=cuantos)
        citada = sesion_citada([valparaiso], integrantes=cuantos)
        contadas.append([consultas_de(cliente, url("sesion_convocar", s)) for s in (por_citar, citada)])

    assert contadas[0] == contadas[1]


# --- Con el enlace ---


def test_responde_sin_cuenta_cambia_de_parecer_y_no_ve_a_nadie_mas(client, valparaiso):
    uno = sesion_citada([valparaiso]).convocados.con_quien_es().en_orden()[0]
    pagina = reverse("convocatoria_responder", args=[convocatoria.enlace_de(uno, por=None).token])

    muestra = client.get(pagina)
    gracias = client.post(pagina, {"respuesta": "acepta"}, follow=True).text
    responder(client, uno, respuesta="excusa", nota="De viaje")

    uno.refresh_from_db()
    assert (uno.respuesta, uno.nota, uno.anotada_por) == ("excusa", "De viaje", None)
    assert "Persona 0" in muestra.text and "Lectura del acta" in muestra.text
    assert "Persona 1" not in muestra.text and "Servicio 1" not in muestra.text
    assert "no-store" in muestra["Cache-Control"] and "noindex" in muestra.text
    assert "tu respuesta quedó guardada" in gracias


def test_sin_decir_quien_ira_no_se_pierde_lo_escrito(client, valparaiso):
    uno = sesion_citada([valparaiso]).convocados.con_quien_es().first()

    texto = responder(client, uno, respuesta="delega", nota="Irá mi jefa").text

    assert "Falta decir quién irá." in texto and "Irá mi jefa" in texto


def test_si_la_sesion_ya_no_se_hace_lo_dice_y_no_pregunta(client, valparaiso):
    sesion = sesion_citada([valparaiso])
    uno = sesion.convocados.con_quien_es().first()
    convocatoria.cancelar(sesion, por=None, al=timezone.now(), motivo="No hubo acuerdo")
    pagina = reverse("convocatoria_responder", args=[convocatoria.enlace_de(uno, por=None).token])

    texto = client.get(pagina).text

    assert "La sesión está cancelada" in texto and "Enviar respuesta" not in texto


def test_el_inventado_el_vencido_y_el_revocado_reciben_lo_mismo(client, valparaiso):
    uno, otro = sesion_citada([valparaiso]).convocados.con_quien_es().en_orden()
    vigente, revocado = (convocatoria.enlace_de(cada, por=None) for cada in (uno, otro))
    revocado.revocar(al=timezone.now())

    paginas = [client.get(reverse("convocatoria_responder", args=[t])) for t in ("inventado", revocado.token)]
    with time_machine.travel(vigente.vence_at + timedelta(seconds=1)):
        paginas.append(client.get(reverse("convocatoria_responder", args=[vigente.token])))

    assert {pagina.status_code for pagina in paginas} == {404}
    assert len({pagina.text for pagina in paginas}) == 1
    assert "Pide uno nuevo a quien te convocó" in paginas[0].text


def test_quien_prueba_muchos_enlaces_se_detiene_y_el_bueno_sigue_sirviendo(client, valparaiso, monkeypatch):
    monkeypatch.setattr(publico, "MALOS_POR_LAPSO", 3)
    uno = sesion_citada([valparaiso]).convocados.con_quien_es().first()
    bueno = reverse("convocatoria_responder", args=[convocatoria.enlace_de(uno, por=None).token])

    estados = [client.get(reverse("convocatoria_responder", args=[f"malo{n}"])).status_code for n in range(5)]

    assert estados == [404, 404, 404, 429, 429]
    assert client.get(bueno).status_code == 200


def test_el_dia_de_hoy_se_puede_citar_y_la_institucion_sin_persona_tambien(entrar, encargada, valparaiso):
    hoy = timezone.localdate()
    sesion = sesion_por_citar([valparaiso], integrantes=0, desde=hoy)
    IntegranteFactory(instancia=sesion.instancia, actor=ActorFactory(nombre="Junta 5", correo="junta@ejemplo.cl"))

    convocar(entrar(encargada), sesion)

    uno = sesion.convocados.con_quien_es().get()
    assert (uno.clave, str(uno), uno.correo) == (uno.actor.codigo, "Junta 5", "junta@ejemplo.cl")
    assert entrar(encargada).get(url("sesion_convocado", sesion, uno.clave)).status_code == 200
