"""Crear y editar una mesa, cambiarla de fase, sus instancias y lo que la acompaña."""

from datetime import date

import pytest
from django.urls import reverse

from mesas.models import Fase, Instancia, Mesa
from tests.fabricas.actores import ActorFactory, UsuarioFactory
from tests.fabricas.mesas import (
    ActividadPlanFactory,
    DiagnosticoFactory,
    DocumentoMesaFactory,
    EjeFactory,
    IntegranteFactory,
    MesaFactory,
)
from tests.fabricas.territorios import DireccionRegionalFactory

pytestmark = pytest.mark.django_db
DATOS = {"nombre": "Mesa del Estero", "tipo": "comunal", "fase": "mapeo"}


@pytest.fixture
def mesa(valparaiso):
    return MesaFactory(direcciones=[valparaiso], nombre="Mesa del Estero", alias=["MDE"])


def a(nombre, objeto):
    return reverse(nombre, args=[objeto.codigo])


def errores(respuesta):
    assert respuesta.status_code == 200
    return respuesta.context["form"].errors


# --- La mesa ---


def test_se_crea_en_la_direccion_de_quien_la_crea_con_su_instancia_y_sus_nombres(entrar, encargada, valparaiso):
    datos = DATOS | {"otros_nombres": "MDE\n\n Mesa Estero \nMDE", "nombre_instancia": "Consejo"}

    respuesta = entrar(encargada).post(reverse("mesa_crear"), datos)

    mesa = Mesa.objects.get()
    assert respuesta.url == mesa.get_absolute_url()
    assert (mesa.codigo[:4], mesa.fase, list(mesa.direcciones.all())) == ("M-05", "mapeo", [valparaiso])
    assert mesa.instancias.get().nombre == "Consejo"
    assert sorted(mesa.alias.values_list("nombre", flat=True)) == ["MDE", "Mesa Estero"]
    assert mesa.history.get().history_user == encargada


def test_la_unidad_nacional_crea_mesas_sin_direccion(entrar, nacional, valparaiso):
    entrar(nacional).post(reverse("mesa_crear"), DATOS | {"direcciones": valparaiso.pk})

    assert Mesa.objects.get().codigo == "M-00-0001"
    assert not Mesa.objects.get().direcciones.exists()


def test_quien_tiene_dos_direcciones_elige_y_no_puede_elegir_otra(entrar, encargada, maule, valparaiso):
    encargada.direcciones.add(maule)
    ajena = DireccionRegionalFactory(region="08", slug="biobio", nombre="Biobío")
    cliente, url = entrar(encargada), reverse("mesa_crear")

    assert "direcciones" in errores(cliente.post(url, DATOS))
    assert "direcciones" in errores(cliente.post(url, DATOS | {"direcciones": [ajena.pk]}))
    assert cliente.post(url, DATOS | {"direcciones": [maule.pk]}).status_code == 302
    assert Mesa.objects.get().codigo == "M-07-0001"


def test_al_editar_se_conservan_las_direcciones_que_no_son_suyas(entrar, encargada, valparaiso, maule):
    mesa = MesaFactory(direcciones=[valparaiso, maule])

    entrar(encargada).post(a("mesa_editar", mesa), DATOS | {"version_leida": mesa.version})

    mesa.refresh_from_db()
    assert mesa.nombre == "Mesa del Estero"
    assert set(mesa.direcciones.all()) == {valparaiso, maule}


def test_al_cambiar_las_suyas_vuelve_a_poner_las_que_no_lo_son(entrar, encargada, valparaiso, maule):
    ajena = DireccionRegionalFactory(region="08", slug="biobio", nombre="Biobío")
    encargada.direcciones.add(maule)
    mesa = MesaFactory(direcciones=[valparaiso, ajena])
    datos = DATOS | {"version_leida": mesa.version, "direcciones": [maule.pk]}

    entrar(encargada).post(a("mesa_editar", mesa), datos)

    assert set(mesa.direcciones.all()) == {maule, ajena}


def test_los_otros_nombres_se_editan_en_su_lugar(entrar, encargada, mesa):
    datos = DATOS | {"otros_nombres": "La del estero", "version_leida": mesa.version}

    entrar(encargada).post(a("mesa_editar", mesa), datos)

    assert [alias.nombre for alias in mesa.alias.all()] == ["La del estero"]


def test_quien_llega_segundo_ve_lo_del_otro_y_no_pierde_lo_suyo(entrar, encargada, nacional, mesa):
    leida = mesa.version
    mesa.objetivo = "Lo que escribió la otra persona"
    mesa.registrar(por=nacional)

    respuesta = entrar(encargada).post(a("mesa_editar", mesa), DATOS | {"objetivo": "Lo mío", "version_leida": leida})

    texto = respuesta.content.decode()
    assert respuesta.status_code == 200
    assert "Lo que escribió la otra persona" in texto
    assert "Lo mío" in texto


def test_a_cargo_puede_estar_solo_gente_de_sus_direcciones(entrar, encargada, lectora, ajena, mesa):
    cliente, url = entrar(encargada), a("mesa_editar", mesa)
    datos = DATOS | {"version_leida": mesa.version}

    assert "encargado" in errores(cliente.post(url, datos | {"encargado": ajena.pk}))
    assert cliente.post(url, datos | {"encargado": lectora.pk}).status_code == 302


def test_las_personas_que_observan_no_se_cambian_aqui(entrar, encargada, mesa):
    intrusa = UsuarioFactory(rol="observador")

    entrar(encargada).post(a("mesa_editar", mesa), DATOS | {"version_leida": 1, "observadores": [intrusa.pk]})

    assert not mesa.observadores.exists()


def test_el_formulario_no_pregunta_mas_con_mas_filas(entrar, encargada, mesa, consultas_de):
    cliente, url = entrar(encargada), a("mesa_editar", mesa)
    pocas = consultas_de(cliente, url)

    for _ in range(7):
        UsuarioFactory(direcciones=mesa.direcciones.all())
        mesa.agregar_alias(f"Otro {_}")

    assert consultas_de(cliente, url) == pocas


# --- La fase ---


def test_la_fase_avanza_con_su_fecha_y_queda_en_el_historial(entrar, encargada, mesa):
    datos = {"a": "mapeo", "el": "2026-11-01", "desde": "preparacion"}

    assert entrar(encargada).post(a("mesa_fase", mesa), datos).url == mesa.get_absolute_url()

    mesa.refresh_from_db()
    assert (mesa.fase, mesa.fase_desde) == (Fase.MAPEO, date(2026, 11, 1))


def test_cerrar_pide_motivo(entrar, encargada, mesa):
    cliente, datos = entrar(encargada), {"a": "cierre", "el": "2026-11-01", "desde": "preparacion"}

    assert "decir por qué" in str(errores(cliente.post(a("mesa_fase", mesa), datos)))
    assert cliente.post(a("mesa_fase", mesa), datos | {"motivo": "Cumplió"}).status_code == 302
    assert mesa.history.first().history_change_reason == "Cumplió"
    assert "ya cerró" in cliente.get(a("mesa_fase", mesa)).content.decode()


def test_si_otra_persona_la_movio_antes_se_dice(entrar, encargada, mesa):
    mesa.avanzar_fase(a="mapeo", por=None)

    respuesta = entrar(encargada).post(
        a("mesa_fase", mesa), {"a": "cierre", "el": "2026-11-01", "desde": "preparacion", "motivo": "x"}
    )

    assert "otra persona la dejó en mapeo" in str(errores(respuesta))
    mesa.refresh_from_db()
    assert mesa.fase == Fase.MAPEO


def test_la_lista_de_salida_dice_lo_que_se_sabe(entrar, encargada, mesa):
    mesa.avanzar_fase(a="mapeo", por=None)
    IntegranteFactory(instancia=mesa.instancias.get(), actor=ActorFactory(sector="publico"))

    texto = entrar(encargada).get(a("mesa_fase", mesa)).content.decode()

    assert "falta privado, academia, sociedad civil" in texto


# --- Instancias ---


def test_una_instancia_nueva_lleva_a_anotar_sus_integrantes(entrar, encargada, mesa):
    datos = {"nombre": "Comité", "tipo": "comite", "padre": mesa.instancias.get().pk, "quorum_cantidad": 4}

    respuesta = entrar(encargada).post(a("instancia_crear", mesa), datos)

    nueva = Instancia.objects.get(nombre="Comité")
    assert respuesta.url == a("integrantes_editar", nueva)
    assert (nueva.quorum_legible, nueva.padre.nombre) == ("4 titulares", "Mesa del Estero")


def test_no_depende_de_una_instancia_de_otra_mesa(entrar, encargada, mesa, valparaiso):
    otra = MesaFactory(direcciones=[valparaiso]).instancias.get()
    datos = {"nombre": "Comité", "tipo": "comite", "padre": otra.pk}

    assert "padre" in errores(entrar(encargada).post(a("instancia_crear", mesa), datos))


def test_bimensual_se_rechaza_en_su_campo(entrar, encargada, mesa):
    datos = {"nombre": "Comité", "tipo": "comite", "periodicidad": "mensual", "periodicidad_literal": "bimensual"}

    assert "periodicidad" in errores(entrar(encargada).post(a("instancia_crear", mesa), datos))


def test_se_retira_y_se_repone_pero_no_la_ultima(entrar, encargada, mesa):
    unica, cliente = mesa.instancias.get(), entrar(encargada)
    assert "única instancia" in str(errores(cliente.post(a("instancia_retirar", unica), {"motivo": "x"})))

    Instancia.crear(por=None, mesa=mesa, nombre="Comité")
    cliente.post(a("instancia_retirar", unica), {"motivo": "Se fundió"})
    unica.refresh_from_db()
    assert unica.retirada
    assert unica.history.first().history_change_reason == "Se fundió"

    cliente.post(a("instancia_retirar", unica), {"motivo": "Vuelve"})
    unica.refresh_from_db()
    assert not unica.retirada


# --- Lo que la acompaña ---


def test_un_diagnostico_se_valida_una_sola_vez(entrar, encargada, mesa):
    diagnostico, cliente = DiagnosticoFactory(mesa=mesa), entrar(encargada)

    assert cliente.post(a("diagnostico_validar", diagnostico), {"en": "Asamblea"}).status_code == 302
    assert "ya está validado" in str(errores(cliente.post(a("diagnostico_validar", diagnostico), {"en": "Otra"})))
    texto = cliente.get(a("diagnostico_editar", diagnostico)).content.decode()
    assert 'name="estado"' not in texto


def test_de_una_fecha_basta_el_mes(entrar, encargada, mesa):
    datos = {"titulo": "Diagnóstico", "estado": "por_validar", "precision": "mes", "desde": "2024-02-10"}

    entrar(encargada).post(a("diagnostico_crear", mesa), datos)

    assert mesa.diagnosticos.get().fecha_legible == "febrero de 2024"
    assert mesa.diagnosticos.get().hasta == date(2024, 2, 29)


@pytest.mark.parametrize("escrito", ["serviu", "A-900001"])
def test_el_responsable_se_escribe_como_se_lo_conoce(entrar, encargada, mesa, escrito):
    actor = ActorFactory(nombre="Servicio de Vivienda", sigla="SERVIU", codigo="A-900001")
    datos = {"nombre": "Taller", "precision": "dia", "responsable": escrito}

    entrar(encargada).post(a("actividad_crear", mesa), datos)

    assert mesa.actividades.get().responsable == actor


def test_un_responsable_desconocido_se_rechaza_con_los_parecidos(entrar, encargada, mesa):
    ActorFactory(nombre="Municipalidad de Campanilla")
    datos = {"nombre": "Taller", "precision": "dia", "responsable": "Municipalidad de Canpanilla"}

    respuesta = entrar(encargada).post(a("actividad_crear", mesa), datos)

    assert "¿quisiste decir «Municipalidad de Campanilla»?" in str(errores(respuesta)["responsable"])
    assert "Municipalidad de Canpanilla" in respuesta.content.decode()


def test_postergar_pide_motivo(entrar, encargada, mesa):
    actividad, cliente = ActividadPlanFactory(mesa=mesa), entrar(encargada)

    assert "decir por qué" in str(errores(cliente.post(a("actividad_estado", actividad), {"a": "postergada"})))
    datos = {"a": "postergada", "motivo": "Sin fondos"}
    assert cliente.post(a("actividad_estado", actividad), datos).status_code == 302


def test_los_ejes_se_editan_en_una_tabla(entrar, encargada, mesa):
    url = a("ejes_editar", mesa)
    datos = {"ejes-TOTAL_FORMS": 2, "ejes-INITIAL_FORMS": 0, "ejes-0-orden": 1, "ejes-0-nombre": "Turismo"}
    datos |= {"ejes-1-orden": 2, "ejes-1-nombre": "Pesca"}

    entrar(encargada).post(url, datos)

    assert sorted(mesa.ejes.values_list("nombre", flat=True)) == ["Pesca", "Turismo"]


def test_un_eje_con_actividades_no_se_elimina_y_se_dice(entrar, encargada, mesa):
    eje = EjeFactory(mesa=mesa)
    ActividadPlanFactory(mesa=mesa, eje=eje)
    datos = {"ejes-TOTAL_FORMS": 1, "ejes-INITIAL_FORMS": 1, "ejes-0-id": eje.pk, "ejes-0-mesa": mesa.pk}
    datos |= {"ejes-0-orden": 1, "ejes-0-nombre": eje.nombre, "ejes-0-version_leida": 1, "ejes-0-DELETE": "on"}

    respuesta = entrar(encargada).post(a("ejes_editar", mesa), datos)

    assert respuesta.status_code == 200
    assert "__all__" in respuesta.context["conjunto"].forms[0].errors
    assert mesa.ejes.count() == 1


def test_un_documento_se_anota_y_rige(entrar, encargada, mesa):
    entrar(encargada).post(a("documento_crear", mesa), {"tipo": "estatuto", "rige": "on", "enlace": ""})

    assert mesa.documentos.get().rige


@pytest.mark.parametrize("seccion", ["instancias", "plan", "diagnostico", "documentos", "integrantes"])
def test_quien_solo_lee_no_ve_botones_que_cambian(entrar, encargada, lectora, mesa, seccion):
    DocumentoMesaFactory(mesa=mesa)
    ActividadPlanFactory(mesa=mesa)
    DiagnosticoFactory(mesa=mesa)
    url = f"{mesa.get_absolute_url()}?seccion={seccion}"

    assert "/editar/" in entrar(encargada).get(url).content.decode()
    assert "/editar/" not in entrar(lectora).get(url).content.decode()
