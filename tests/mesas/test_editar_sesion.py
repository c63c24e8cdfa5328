"""Editar una sesión sin acta aprobada: nadie pisa a nadie, y la lista confirmada se corrige diciendo por qué."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mesas.models import Acta, Acuerdo, Asistencia, Compromiso, Sesion
from tests.fabricas.actores import ActorFactory, PersonaFactory, TipoActorFactory
from tests.fabricas.mesas import IntegranteFactory, MesaFactory
from tests.fabricas.sesiones import ActaFactory, PuntoTablaFactory, SesionFactory
from tests.mesas.pantalla import marca, pantalla, punto, visita

pytestmark = pytest.mark.django_db
PEGADO = "Institución\tPersona\tAsistencia\nSERVIU\tAna Modelo\tsí\nServicio de Salud\t\tno asistió\n"


@pytest.fixture
def sesion(valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso], nombre="Mesa del Estero")
    return SesionFactory(mesa=mesa, estado="realizada", lugar="Sede vecinal")


def editar(sesion):
    return reverse("sesion_editar", args=[sesion.codigo])


def pegar(sesion):
    return reverse("asistencia_pegar", args=[sesion.codigo])


def lo_guardado(sesion, **campos):
    """Lo que manda la pantalla de una sesión que ya existe, sin cambios."""
    datos = pantalla(sesion.instancia, version_leida=sesion.version, numero="1", lugar="Sede vecinal")
    return {nombre: valor for nombre, valor in datos.items() if nombre not in {"confirmar", "realizada"}} | campos


def integrante(sesion, **campos):
    return IntegranteFactory(instancia=sesion.instancia, persona=PersonaFactory(), **campos)


def anotar(sesion, quien, estado="presente"):
    return Asistencia.anotar(por=None, sesion=sesion, actor=quien.actor, persona=quien.persona, estado=estado)


def test_sin_cambios_no_escribe_nada(entrar, encargada, sesion):
    entrar(encargada).post(editar(sesion), lo_guardado(sesion))

    assert Sesion.objects.get().version == sesion.version


def test_dos_que_editan_ven_los_dos_textos(entrar, encargada, lectora, sesion):
    datos = lo_guardado(sesion, lugar="Municipio")
    otra = Sesion.objects.get()
    otra.lugar = "Biblioteca"
    otra.registrar(por=lectora)

    respuesta = entrar(encargada).post(editar(sesion), datos)

    pagina = respuesta.content.decode()
    assert "Ahora dice: «Biblioteca»." in pagina and 'value="Municipio"' in pagina
    datos["version_leida"] = respuesta.context["form"].data["version_leida"]
    entrar(encargada).post(editar(sesion), datos)
    assert Sesion.objects.get().lugar == "Municipio"


def test_una_convocada_se_registra_en_la_misma_pantalla(entrar, encargada, valparaiso):
    sesion = SesionFactory(direcciones=[valparaiso], estado="convocada", lugar="Sede vecinal")

    entrar(encargada).post(editar(sesion), lo_guardado(sesion, realizada="on"))

    assert Sesion.objects.get().estado == "realizada"


def test_guardar_y_seguir_vuelve_a_la_misma_parte(entrar, encargada, sesion):
    respuesta = entrar(encargada).post(editar(sesion), lo_guardado(sesion, seguir="puntos"))

    assert respuesta.url == f"{editar(sesion)}#puntos"


def test_con_el_acta_aprobada_ya_no_se_edita(entrar, encargada, sesion):
    ActaFactory(sesion=sesion, aprobada=True)
    cliente = entrar(encargada)

    assert cliente.get(editar(sesion)).status_code == cliente.get(pegar(sesion)).status_code == 403


# --- La lista ---


def test_quien_marca_lo_suyo_no_pisa_lo_ajeno(entrar, encargada, sesion):
    uno, otro = integrante(sesion), integrante(sesion)
    datos = lo_guardado(sesion, **marca(uno, "presente"), **marca(otro, ""))
    anotar(sesion, otro, "excusado")  # otra persona, entretanto

    entrar(encargada).post(editar(sesion), datos)

    assert dict(Asistencia.objects.values_list("actor", "estado")) == {
        uno.actor.pk: "presente",
        otro.actor.pk: "excusado",
    }


def test_dos_marcas_distintas_de_la_misma_persona_se_muestran(entrar, encargada, sesion):
    quien = integrante(sesion)
    datos = lo_guardado(sesion, lugar="Municipio", **marca(quien, "presente"))
    anotar(sesion, quien, "excusado")

    respuesta = entrar(encargada).post(editar(sesion), datos)

    fila = respuesta.context["lista"].filas[0]
    assert "Ahora dice: «excusado»." in respuesta.content.decode()
    assert (fila.estado, fila.leido, Asistencia.objects.get().estado) == ("presente", "excusado", "excusado")
    assert Sesion.objects.get().lugar == "Sede vecinal"  # todo junto, o nada
    entrar(encargada).post(editar(sesion), datos | marca(quien, "presente", leido=fila.leido))
    assert Asistencia.objects.get().estado == "presente"


def test_desmarcar_a_alguien_lo_saca_de_la_lista(entrar, encargada, sesion):
    quien = integrante(sesion)
    anotar(sesion, quien)

    entrar(encargada).post(editar(sesion), lo_guardado(sesion, **marca(quien, "", leido="presente")))

    assert not Asistencia.objects.exists()
    assert Asistencia.history.filter(history_type="-").get().history_user == encargada


def test_la_confirmada_se_corrige_con_un_motivo_y_sigue_confirmada(entrar, encargada, sesion):
    quien = integrante(sesion)
    anotar(sesion, quien)
    sesion.confirmar_asistencia(por=encargada)
    cliente, datos = entrar(encargada), lo_guardado(sesion, **marca(quien, "excusado", leido="presente"))

    assert "di por qué se corrige" in cliente.post(editar(sesion), datos).content.decode()
    assert Asistencia.objects.get().estado == "presente"

    cliente.post(editar(sesion), datos | {"motivo": "Llamó para excusarse"})
    asistencia = Asistencia.objects.get()
    assert (asistencia.estado, asistencia.confirmada) == ("excusado", True)
    assert "Llamó para excusarse" in asistencia.history.values_list("history_change_reason", flat=True)


def test_mandar_dos_veces_a_una_visita_nueva_no_la_repite(entrar, encargada, sesion):
    tipo = TipoActorFactory()
    nueva = {"institucion": "Cooperativa Nueva", "persona": "Ana Modelo", "estado": "invitado", "ambito": "local"}
    nueva |= {"reconocida": "Cooperativa Nueva", "actor": "nueva", "tipo": tipo.clave}
    datos = lo_guardado(sesion, **visita(**nueva))

    for _ in range(2):
        entrar(encargada).post(editar(sesion), datos)

    assert Asistencia.objects.get().persona.nombre == "Ana Modelo"


# --- Pegada desde Excel ---


def test_lo_pegado_se_reconoce_y_se_anota(entrar, encargada, sesion):
    serviu = ActorFactory(nombre="Servicio de Vivienda", sigla="SERVIU")
    quien = IntegranteFactory(
        instancia=sesion.instancia, actor=serviu, persona=PersonaFactory(nombre="Ana Modelo", actor=serviu)
    )
    salud = integrante(sesion, actor=ActorFactory(nombre="Servicio de Salud"))
    cliente = entrar(encargada)

    filas = cliente.post(pegar(sesion), {"texto": PEGADO, "revisar": "1"}).context["filas"]
    assert filas.por_resolver == 0 and not Asistencia.objects.exists()
    cliente.post(pegar(sesion), {**filas.data, "filas-INITIAL_FORMS": "0"})

    assert {(a.actor, a.persona, a.estado) for a in Asistencia.objects.all()} == {
        (serviu, quien.persona, "presente"),
        (salud.actor, salud.persona, "ausente"),
    }


def test_lo_pegado_cambia_a_quien_ya_estaba_sin_repetirlo(entrar, encargada, sesion):
    quien = integrante(sesion, actor=ActorFactory(nombre="Servicio de Salud"))
    anotar(sesion, quien)
    cliente = entrar(encargada)

    filas = cliente.post(pegar(sesion), {"texto": "Servicio de Salud\t\t\texcusada", "revisar": "1"}).context["filas"]
    cliente.post(pegar(sesion), filas.data)

    assert Asistencia.objects.get().estado == "excusado"


def test_una_palabra_que_no_dice_si_estuvo_se_pregunta(entrar, encargada, sesion):
    ActorFactory(nombre="Servicio de Salud")

    pagina = entrar(encargada).post(pegar(sesion), {"texto": "Servicio de Salud\t\t\tquizás", "revisar": "1"})

    assert "no dice si estuvo: elige" in pagina.content.decode()


# --- Puntos ---


def guardados(sesion, **campos):
    """Lo que manda la pantalla por un punto con un acuerdo y un compromiso que ya existen."""
    uno = PuntoTablaFactory(sesion=sesion, titulo="Agua potable", estado="tratado", lo_tratado="Se conversó.")
    acuerdo = Acuerdo.crear(por=None, acta=Acta.abierta_de(sesion, por=None), punto=uno, texto="Se prioriza.")
    compromiso = Compromiso.crear(
        por=None, origen="punto", punto=uno, responsable=ActorFactory(), accion="Arreglar", vence=date(2026, 6, 30)
    )
    datos = lo_guardado(sesion) | punto(id=uno.pk, version_leida=uno.version)
    datos |= {"puntos-INITIAL_FORMS": 1, "puntos-0-acuerdos-TOTAL_FORMS": 1, "puntos-0-acuerdos-INITIAL_FORMS": 1}
    datos |= {"puntos-0-acuerdos-0-id": acuerdo.pk, "puntos-0-acuerdos-0-version_leida": acuerdo.version}
    datos |= {"puntos-0-acuerdos-0-texto": "Se prioriza.", "puntos-0-compromisos-0-id": compromiso.pk}
    datos |= {"puntos-0-compromisos-TOTAL_FORMS": 1, "puntos-0-compromisos-INITIAL_FORMS": 1}
    datos |= {"puntos-0-compromisos-0-version_leida": compromiso.version, "puntos-0-compromisos-0-accion": "Arreglar"}
    datos |= {"puntos-0-compromisos-0-responsable": compromiso.responsable.codigo}
    return datos | {"puntos-0-compromisos-0-vence": "2026-06-30"} | campos


def test_se_edita_un_acuerdo_y_el_plazo_de_un_compromiso(entrar, encargada, sesion):
    datos = guardados(sesion) | {"puntos-0-acuerdos-0-texto": "Se prioriza el agua."}
    datos |= {"puntos-0-compromisos-0-vence": "", "puntos-0-compromisos-0-motivo_sin_plazo": "Depende del concurso"}

    entrar(encargada).post(editar(sesion), datos)

    compromiso = Compromiso.objects.get()
    assert Acuerdo.objects.get().texto == "Se prioriza el agua."
    assert (compromiso.sin_plazo, compromiso.motivo_sin_plazo) == (True, "Depende del concurso")


def test_quitar_un_punto_se_lleva_lo_suyo_y_el_borrador_que_quedo_vacio(entrar, encargada, sesion):
    datos = guardados(sesion) | {"puntos-0-DELETE": "on"}

    entrar(encargada).post(editar(sesion), datos)

    assert not (sesion.puntos.exists() or Acuerdo.objects.exists() or Compromiso.objects.exists())
    assert not sesion.actas.exists()


def test_la_fila_de_otra_sesion_no_se_toca(entrar, encargada, sesion):
    ajeno = PuntoTablaFactory(titulo="De otra mesa")
    datos = lo_guardado(sesion) | punto(id=ajeno.pk, version_leida=1, titulo="Cambiado")

    entrar(encargada).post(editar(sesion), datos | {"puntos-INITIAL_FORMS": 1})

    ajeno.refresh_from_db()
    assert ajeno.titulo == "De otra mesa"


def test_las_consultas_no_crecen_con_las_filas(entrar, encargada, consultas_de, sesion):
    cliente = entrar(encargada)

    def llenar(cuantos):
        for _ in range(cuantos):
            anotar(sesion, integrante(sesion))
            uno = PuntoTablaFactory(sesion=sesion)
            Compromiso.crear(
                por=None, origen="punto", punto=uno, responsable=ActorFactory(), accion="X", vence=date(2026, 6, 30)
            )

    llenar(3)
    con_tres = [consultas_de(cliente, url) for url in (editar(sesion), sesion.get_absolute_url())]
    llenar(7)

    assert [consultas_de(cliente, url) for url in (editar(sesion), sesion.get_absolute_url())] == con_tres


# --- Archivos y hoja ---


def test_un_archivo_que_no_se_admite_lo_dice(entrar, encargada, sesion):
    hostil = SimpleUploadedFile("acta.pdf", b"<html><script>alert(1)</script>")

    respuesta = entrar(encargada).post(editar(sesion), lo_guardado(sesion, **{"archivo-archivo": hostil}))

    assert "El archivo no es de un tipo admitido" in respuesta.content.decode()
    assert not sesion.archivos.exists()


def test_un_archivo_se_descarga_y_se_quita(entrar, encargada, observadora, sesion):
    cliente = entrar(encargada)
    subido = SimpleUploadedFile("../acta final.exe", b"%PDF-1.7 acta")
    cliente.post(editar(sesion), lo_guardado(sesion, **{"archivo-archivo": subido}))
    archivo = sesion.archivos.get()
    url = reverse("sesion_archivo", args=[sesion.codigo, archivo.sha256])

    respuesta = cliente.get(url)

    assert respuesta.content == b"%PDF-1.7 acta"
    assert respuesta["Content-Disposition"] == 'attachment; filename="acta final.pdf"'
    sesion.instancia.mesa.observadores.add(observadora)
    assert entrar(observadora).get(url).status_code == 403
    cliente.post(editar(sesion), lo_guardado(sesion, **{"archivo-quitar": archivo.sha256}))
    assert not sesion.archivos.exists()


def test_la_hoja_lleva_tabla_firmas_y_compromisos_abiertos(entrar, encargada, sesion):
    quien = integrante(sesion)
    uno = PuntoTablaFactory(sesion=sesion)
    abierto = Compromiso.crear(
        por=None, origen="punto", punto=uno, responsable=ActorFactory(), accion="Arreglar", vence=date(2026, 6, 30)
    )

    pagina = entrar(encargada).get(reverse("sesion_hoja", args=[sesion.codigo])).content.decode()

    for texto in (uno.titulo, quien.persona.nombre, abierto.codigo, "☐ cumplido"):
        assert texto in pagina
