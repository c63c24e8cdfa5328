"""Registrar una sesión pasada en una sola pantalla: todo junto, sin perder nada y una sola vez."""

from datetime import date, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from comun.borrado import deshacer, eliminar
from mesas.models import Acuerdo, ArchivoDeMesa, Asistencia, Compromiso, PuntoTabla, RecuentoDeAsistencia, Sesion
from tests.fabricas.actores import ActorFactory, PersonaFactory, TipoActorFactory
from tests.fabricas.mesas import IntegranteFactory, MesaFactory
from tests.fabricas.sesiones import SesionFactory
from tests.mesas.pantalla import marca, pantalla, punto, visita
from tests.restricciones import impide

pytestmark = pytest.mark.django_db
NUEVA = reverse("sesion_crear")


@pytest.fixture
def instancia(valparaiso):
    return MesaFactory(direcciones=[valparaiso], nombre="Mesa del Estero").instancias.get()


def integrante(instancia, **campos):
    return IntegranteFactory(instancia=instancia, persona=PersonaFactory(), **campos)


def acta_escaneada():
    return SimpleUploadedFile("acta.pdf", b"%PDF-1.7 acta")


def test_a_la_unidad_nacional_se_le_dice_que_las_regionales_no_son_de_aqui(entrar, nacional, instancia):
    pagina = entrar(nacional).get(NUEVA).text

    assert "sólo las sesiones de mesas nacionales" in pagina
    assert "todavía no tienes ninguna" not in pagina


def test_con_lo_minimo_queda_realizada(entrar, encargada, instancia):
    respuesta = entrar(encargada).post(NUEVA, pantalla(instancia))

    sesion = Sesion.objects.get()
    assert respuesta.url == sesion.get_absolute_url()
    assert (sesion.estado, sesion.numero, sesion.desde) == ("realizada", 1, date(2026, 3, 4))
    assert sesion.history.first().history_user == encargada


def test_todo_junto(entrar, encargada, instancia):
    quien, otra = integrante(instancia), ActorFactory()
    compromiso = {"accion": "Arreglar la plaza", "responsable": otra.codigo, "vence": "2026-06-30"}
    datos = pantalla(instancia, hora_inicio="10:00", lugar="Sede vecinal", **marca(quien, "presente"))
    datos |= punto(acuerdos=[{"texto": "Se prioriza el agua."}], compromisos=[compromiso])

    entrar(encargada).post(NUEVA, datos | {"archivo-archivo": acta_escaneada()})

    sesion = Sesion.objects.get()
    assert (sesion.hora_inicio, sesion.archivos.get().nombre) == (time(10), "acta.pdf")
    assert Asistencia.objects.get().confirmada
    assert (Acuerdo.objects.get().punto, Acuerdo.objects.get().acta.sesion) == (PuntoTabla.objects.get(), sesion)
    assert (Compromiso.objects.get().mesa, Compromiso.objects.get().vence) == (instancia.mesa, date(2026, 6, 30))


def test_mandarla_dos_veces_no_la_repite(entrar, encargada, instancia):
    cliente, quien = entrar(encargada), integrante(instancia)
    datos = pantalla(instancia, **marca(quien, "presente")) | punto(acuerdos=[{"texto": "Se prioriza el agua."}])

    urls = {cliente.post(NUEVA, datos).url for _ in range(2)}

    assert urls == {Sesion.objects.get().get_absolute_url()}
    assert (Asistencia.objects.count(), PuntoTabla.objects.count(), Acuerdo.objects.count()) == (1, 1, 1)


def test_si_algo_no_vale_nada_se_guarda_y_nada_se_pierde(entrar, encargada, instancia):
    cliente, quien = entrar(encargada), integrante(instancia)
    datos = pantalla(instancia, lugar="Sede vecinal", **marca(quien, "excusado"))
    datos |= punto(titulo="", acuerdos=[{"texto": "Se prioriza el agua."}])

    respuesta = cliente.post(NUEVA, datos | {"archivo-archivo": acta_escaneada()})

    pagina = respuesta.content.decode()
    assert not Sesion.objects.exists() and not Asistencia.objects.exists()
    assert "Sede vecinal" in pagina and "Se prioriza el agua." in pagina
    assert respuesta.context["lista"].filas[0].estado == "excusado"
    assert [ancla for ancla, _ in respuesta.context["pantalla"].secciones_con_error] == ["puntos"]
    # El archivo quedó apartado: al corregir, se agrega sin elegirlo de nuevo.
    guardado = respuesta.context["archivo"].data["archivo-guardado"]
    cliente.post(NUEVA, datos | {"puntos-0-titulo": "Agua", "archivo-guardado": guardado})
    assert Sesion.objects.get().archivos.get().nombre == "acta.pdf"


def apartado(cliente, datos):
    """Lo que el formulario recuerda después de subir un archivo en un envío que no vale."""
    respuesta = cliente.post(NUEVA, datos | punto(titulo="") | {"archivo-archivo": acta_escaneada()})
    return {"archivo-guardado": respuesta.context["archivo"].data["archivo-guardado"]}


@pytest.mark.parametrize("de_quien", ["de otra persona", "ya usado", "inventado", "por su huella"])
def test_no_se_toma_un_archivo_que_no_se_aparto_aqui(de_quien, entrar, encargada, nacional, instancia):
    guardado = apartado(entrar(encargada), pantalla(instancia))
    archivo = ArchivoDeMesa.objects.get()
    if de_quien == "ya usado":
        ArchivoDeMesa.objects.update(apartado_at=None)
    elif de_quien == "de otra persona":
        ArchivoDeMesa.objects.update(subido_por=nacional)
    else:
        guardado = {"archivo-guardado": "7:x" if de_quien == "inventado" else archivo.sha256}

    respuesta = entrar(encargada).post(NUEVA, pantalla(instancia) | guardado)

    archivo.refresh_from_db()
    assert archivo.sesion is None
    assert ("ya no está: elígelo de nuevo" in respuesta.text) == (de_quien != "ya usado")


def test_lo_apartado_se_agrega_una_vez_aunque_se_mande_dos(entrar, encargada, instancia):
    cliente, datos = entrar(encargada), pantalla(instancia)
    datos |= apartado(cliente, datos)

    urls = {cliente.post(NUEVA, datos).url for _ in range(2)}

    assert urls == {Sesion.objects.get().get_absolute_url()}
    assert ArchivoDeMesa.objects.get().sesion == Sesion.objects.get()


def test_lo_apartado_y_abandonado_se_borra_con_su_archivo_en_la_siguiente_subida(
    entrar, encargada, instancia, django_capture_on_commit_callbacks
):
    cliente = entrar(encargada)
    guardado = apartado(cliente, pantalla(instancia))
    viejo = ArchivoDeMesa.objects.get()
    usado = ArchivoDeMesa.guardar(por=encargada, subido=acta_escaneada(), mesa=instancia.mesa)
    ayer = timezone.now() - timedelta(hours=25)
    ArchivoDeMesa.objects.filter(pk=usado.pk).update(subido_at=ayer)
    ArchivoDeMesa.objects.filter(pk=viejo.pk).update(apartado_at=ayer)

    tarde = cliente.post(NUEVA, pantalla(instancia) | guardado)
    with django_capture_on_commit_callbacks(execute=True):
        apartado(cliente, pantalla(instancia))

    assert "ya no está: elígelo de nuevo" in tarde.text
    assert not ArchivoDeMesa.objects.filter(pk=viejo.pk).exists() and ArchivoDeMesa.objects.count() == 2
    assert not viejo.archivo.storage.exists(viejo.archivo.name)
    assert usado.archivo.storage.exists(usado.archivo.name)


@pytest.mark.parametrize(
    ("campos", "legible"),
    [
        ({"precision": "mes", "desde": "2019-07-15"}, "julio de 2019"),
        ({"precision": "anio", "desde": "2019-07-15"}, "2019"),
        ({"precision": "rango", "desde": "2019-07-15", "hasta": "2019-07-16"}, "15-07-2019 al 16-07-2019"),
    ],
)
def test_la_fecha_puede_ser_vaga(campos, legible, entrar, encargada, instancia):
    entrar(encargada).post(NUEVA, pantalla(instancia, **campos))

    assert Sesion.objects.get().fecha_legible == legible


@pytest.mark.parametrize(
    ("campos", "frase"),
    [
        ({"desde": "2999-01-01"}, "todavía no llega"),
        ({"desde": ""}, "Este campo es obligatorio."),
        ({"precision": "rango", "hasta": ""}, "Falta el último día."),
        ({"hora_inicio": "12:00", "hora_fin": "10:00"}, "La hora de término debe ser posterior"),
        ({"modo_asistencia": "recuento"}, "Di cuántas personas asistieron."),
    ],
)
def test_lo_que_no_cuadra_lo_dice_en_su_lugar(campos, frase, entrar, encargada, instancia):
    respuesta = entrar(encargada).post(NUEVA, pantalla(instancia, **campos))

    assert frase in respuesta.content.decode()
    assert not Sesion.objects.exists()


def test_avisa_si_otra_persona_ya_la_registro(entrar, encargada, instancia):
    SesionFactory(instancia=instancia)
    cliente, datos = entrar(encargada), pantalla(instancia)

    assert "Ya hay una ese día" in cliente.post(NUEVA, datos).content.decode()

    cliente.post(NUEVA, datos | {"otra_del_dia": "on"})
    assert sorted(Sesion.objects.values_list("numero", flat=True)) == [1, 2]


def test_la_hora_es_la_de_la_region(entrar, encargada, instancia):
    respuesta = entrar(encargada).get(NUEVA, {"mesa": instancia.mesa.codigo})

    assert respuesta.context["form"].initial["zona_horaria"] == "America/Santiago"


# --- La lista ---


def test_la_lista_es_la_de_quienes_integraban_ese_dia(entrar, encargada, instancia):
    hoy = integrante(instancia, vigente_desde=date(2026, 1, 1))
    antes = integrante(instancia, vigente_hasta=date(2025, 12, 31))
    cliente = entrar(encargada)

    de_antes = cliente.post(NUEVA, pantalla(instancia, desde="2025-05-05", rehacer="1")).context["lista"]

    assert [a.actor for a in cliente.get(NUEVA, {"mesa": instancia.mesa.codigo}).context["lista"].lista] == [hoy.actor]
    assert [a.actor for a in de_antes.lista] == [antes.actor]
    assert not Sesion.objects.exists()


def test_si_la_fecha_cambio_la_lista_se_mira_antes_de_guardar(entrar, encargada, instancia):
    antes = integrante(instancia, vigente_hasta=date(2025, 12, 31))
    hoy = integrante(instancia, vigente_desde=date(2026, 1, 1))
    datos = pantalla(instancia, desde="2025-05-05", **marca(hoy, "presente"))
    cliente = entrar(encargada)

    respuesta = cliente.post(NUEVA, datos)

    assert "Ésta es la lista de ese día" in respuesta.content.decode()
    assert {f.asistente.actor: f.estado for f in respuesta.context["lista"].filas} == {
        antes.actor: "",
        hoy.actor: "presente",
    }
    cliente.post(NUEVA, datos | marca(antes, "ausente"))
    assert Asistencia.objects.count() == 2


def test_quien_queda_sin_marcar_no_se_anota(entrar, encargada, instancia):
    uno, otro = integrante(instancia), integrante(instancia)

    entrar(encargada).post(NUEVA, pantalla(instancia, **marca(uno, "ausente"), **marca(otro, "")))

    assert Asistencia.objects.get().actor == uno.actor


def test_marcar_a_todos_como_la_ultima(entrar, encargada, instancia):
    uno, otro = integrante(instancia), integrante(instancia)
    ultima = SesionFactory(instancia=instancia, estado="realizada", desde=date(2026, 2, 1))
    Asistencia.anotar(por=None, sesion=ultima, actor=uno.actor, persona=uno.persona, estado="excusado")
    visita_de_entonces = Asistencia.anotar(por=None, sesion=ultima, actor=ActorFactory(), estado="invitado")
    datos = pantalla(instancia, **marca(uno, ""), **marca(otro, ""))

    def marcados(cual):
        filas = entrar(encargada).post(NUEVA, datos | {"marcar": cual}).context["lista"].filas
        return {fila.asistente.actor: fila.estado for fila in filas}

    assert marcados("presentes") == {uno.actor: "presente", otro.actor: "presente"}
    assert marcados("ultima") == {uno.actor: "excusado", otro.actor: "", visita_de_entonces.actor: "invitado"}
    assert Sesion.objects.count() == 1


def test_una_visita_nueva_entra_al_directorio(entrar, encargada, instancia):
    tipo = TipoActorFactory()
    nueva = {"institucion": "Cooperativa Nueva", "persona": "Ana Modelo", "cargo": "Gerenta", "estado": "invitado"}
    nueva |= {"reconocida": "Cooperativa Nueva", "actor": "nueva", "tipo": tipo.clave, "ambito": "local"}

    entrar(encargada).post(NUEVA, pantalla(instancia, **visita(**nueva)))

    asistencia = Asistencia.objects.get()
    assert (asistencia.institucion, asistencia.persona.nombre, asistencia.cargo) == (
        "Cooperativa Nueva",
        "Ana Modelo",
        "Gerenta",
    )


# --- Sólo cuántos ---


def test_se_declara_cuantos_fueron(entrar, encargada, instancia):
    declarada = {"modo_asistencia": "recuento", "asistencia_declarada": "260", "asistencia_es_minimo": "on"}
    declarada |= {"recuentos-genero__femenino": "150", "recuentos-sector__publico": "12"}

    entrar(encargada).post(NUEVA, pantalla(instancia, **declarada))

    sesion = Sesion.objects.get()
    assert sesion.asistencia_legible == "más de 260"
    assert sesion.recuentos.por_grupo() == {"genero:femenino": 150, "sector:publico": 12}


def test_lo_declarado_por_grupo_no_pasa_del_total(entrar, encargada, instancia):
    declarada = {"modo_asistencia": "recuento", "asistencia_declarada": "10", "recuentos-genero__femenino": "11"}

    respuesta = entrar(encargada).post(NUEVA, pantalla(instancia, **declarada))

    assert "Por género suman 11, y dijiste que asistieron 10." in respuesta.content.decode()
    assert not Sesion.objects.exists()


def test_nombres_y_numero_a_la_vez_no(entrar, encargada, instancia):
    quien = integrante(instancia)
    declarada = {"modo_asistencia": "recuento", "asistencia_declarada": "10"}

    respuesta = entrar(encargada).post(NUEVA, pantalla(instancia, **declarada, **marca(quien, "presente")))

    assert "Marcaste a personas por su nombre" in respuesta.content.decode()


# --- Compromisos ---


@pytest.mark.parametrize(
    ("plazo", "frase"),
    [
        ({}, "Di para cuándo es"),
        ({"vence": "2026-06-30", "motivo_sin_plazo": "No se sabe"}, "Tiene plazo: borra el motivo"),
    ],
)
def test_un_compromiso_tiene_plazo_o_dice_por_que_no(plazo, frase, entrar, encargada, instancia):
    compromiso = {"accion": "Arreglar la plaza", "responsable": ActorFactory().codigo, **plazo}

    respuesta = entrar(encargada).post(NUEVA, pantalla(instancia) | punto(compromisos=[compromiso]))

    assert frase in respuesta.content.decode()


def test_un_plazo_en_domingo_se_guarda_y_lo_avisa(entrar, encargada, instancia):
    compromiso = {"accion": "Arreglar la plaza", "responsable": ActorFactory().codigo, "vence": "2026-06-28"}

    respuesta = entrar(encargada).post(NUEVA, pantalla(instancia) | punto(compromisos=[compromiso]), follow=True)

    assert "Cae en domingo" in respuesta.content.decode()
    assert Compromiso.objects.get().vence == date(2026, 6, 28)


def test_pedir_otra_fila_no_reprocha_nada(entrar, encargada, instancia):
    datos = pantalla(instancia, desde="") | punto(titulo="") | {"puntos-0-acuerdos-agregar": "1"}

    respuesta = entrar(encargada).post(NUEVA, datos)

    assert len(respuesta.context["puntos"].forms[0].acuerdos.forms) == 1
    assert "invalid-feedback" not in respuesta.content.decode()


def test_un_envio_torcido_no_bota_la_pagina(entrar, encargada, instancia):
    cliente = entrar(encargada)
    torcidos = {"marca:A-1\0:": "presente", "marca:": "x", "archivo-guardado": "\0", "lugar": "a\0b", "desde": "\0"}

    assert cliente.post(NUEVA, pantalla(instancia) | torcidos).status_code == 200
    assert cliente.post(NUEVA, {"mesa": instancia.mesa.codigo}).status_code == 200
    assert cliente.post(NUEVA, pantalla(instancia) | {"instancia": "\0"}).status_code == 200
    assert not Sesion.objects.exists()


def test_eliminarla_se_deshace_con_todo_lo_suyo(entrar, encargada, instancia):
    datos = pantalla(instancia, **marca(integrante(instancia), "presente")) | punto()
    entrar(encargada).post(NUEVA, datos | {"archivo-archivo": acta_escaneada()})
    sesion = Sesion.objects.get()

    borrado = eliminar(sesion, por=encargada, motivo="Se registró dos veces")
    assert not Sesion.objects.exists()
    deshacer(borrado, por=encargada)

    vuelta = Sesion.objects.get()
    assert (vuelta.codigo, vuelta.asistencias.get().confirmada, vuelta.puntos.count()) == (sesion.codigo, True, 1)
    assert vuelta.archivos.get().nombre == "acta.pdf"


# --- De qué mesa ---


def test_con_una_sola_mesa_no_se_pregunta(entrar, encargada, instancia):
    assert entrar(encargada).get(NUEVA).url == f"{NUEVA}?mesa={instancia.mesa.codigo}"


def test_con_varias_se_elige_entre_las_propias(entrar, encargada, instancia, valparaiso, maule):
    otra, ajena = MesaFactory(direcciones=[valparaiso]), MesaFactory(direcciones=[maule])

    pagina = entrar(encargada).get(NUEVA).content.decode()

    assert instancia.mesa.codigo in pagina and otra.codigo in pagina
    assert ajena.codigo not in pagina


# --- Lo que la base no deja ---


def test_un_archivo_no_esta_dos_veces_en_la_sesion(instancia):
    sesion = SesionFactory(instancia=instancia)
    uno = ArchivoDeMesa.guardar(por=None, subido=acta_escaneada(), mesa=instancia.mesa, sesion=sesion)

    impide("mesas_archivo_sesion_unico", ArchivoDeMesa(mesa=uno.mesa, sesion=sesion, sha256=uno.sha256, tamano=1))


def test_un_grupo_se_cuenta_una_vez(instancia):
    sesion = SesionFactory(instancia=instancia)
    sesion.declarar(por=None, recuentos={"genero:femenino": 12})

    impide("mesas_recuento_grupo_unico", RecuentoDeAsistencia(sesion=sesion, grupo="genero:femenino", cuantos=3))


def test_lo_declarado_se_cambia_y_se_quita(instancia):
    sesion = SesionFactory(instancia=instancia)

    for recuentos in ({"genero:femenino": 12, "sector:publico": 4}, {"genero:femenino": 13, "sector:publico": None}):
        sesion.declarar(por=None, recuentos=recuentos)

    assert sesion.recuentos.por_grupo() == {"genero:femenino": 13}
