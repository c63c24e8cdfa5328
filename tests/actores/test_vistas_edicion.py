"""Anotar y corregir actores, sus representantes y sus vínculos."""

from datetime import date

import pytest

from actores.models import Actor, Persona, Representacion, Sector, Vinculo
from comun.models import Bitacora
from tests.coherencia.envios_del_directorio import filas
from tests.fabricas.actores import (
    ActorFactory,
    PersonaFactory,
    RepresentacionFactory,
    TipoActorFactory,
    VinculoFactory,
)
from tests.fabricas.territorios import ComunaFactory

pytestmark = pytest.mark.django_db
NUEVO = "/actores/nuevo/"


def datos(**mas):
    return {"nombre": "Junta de Ejemplo", "tipo": TipoActorFactory().pk, "ambito": "comunal"} | mas


def suyo(valparaiso, **mas):
    return ActorFactory(regiones=valparaiso.regiones.all(), **mas)


def errores(respuesta, nombre="form"):
    assert respuesta.status_code == 200
    return respuesta.context[nombre].errors


# --- Actores ---


def test_se_crea_con_sus_otros_nombres_su_comuna_y_el_sector_de_su_tipo(entrar, encargada, valparaiso):
    comuna = ComunaFactory(nombre="Petorca")
    region = valparaiso.regiones.get()

    respuesta = entrar(encargada).post(
        NUEVO, datos(rut="76.123.456-0", comuna="Petorca", regiones=[region.pk], otros_nombres="Una\nOtra\nUna")
    )

    actor = Actor.objects.get(nombre="Junta de Ejemplo")
    assert respuesta.url == actor.get_absolute_url()
    assert (actor.rut, actor.comuna, actor.sector) == ("76123456-0", comuna, Sector.PUBLICO)
    assert sorted(alias.nombre for alias in actor.alias.all()) == ["Otra", "Una"]
    assert list(actor.regiones.all()) == [region]
    assert actor.history.get().history_user == encargada


def test_parte_con_las_regiones_de_quien_lo_anota(entrar, encargada, valparaiso):
    form = entrar(encargada).get(NUEVO).context["form"]

    assert form.initial["regiones"] == list(valparaiso.regiones.all())


def test_un_rut_malo_se_dice_en_su_lugar_y_conserva_lo_escrito(entrar, encargada):
    respuesta = entrar(encargada).post(NUEVO, datos(rut="76.123.456-1"))

    assert "no es válido" in errores(respuesta)["rut"][0]
    assert "76.123.456-1" in respuesta.content.decode()


def test_si_se_parece_a_otro_lo_muestra_y_se_puede_crear_de_todos_modos(entrar, encargada):
    parecido = ActorFactory(nombre="I. Municipalidad de Petorca")
    cliente = entrar(encargada)
    primera = cliente.post(NUEVO, datos(nombre="Municipalidad de Petorca"))
    pagina = primera.content.decode()

    segunda = cliente.post(
        NUEVO, datos(nombre="Municipalidad de Petorca", vistos=primera.context["form"]["vistos"].value())
    )

    assert f'href="{parecido.get_absolute_url()}"' in pagina
    assert "Crear de todos modos" in pagina
    assert segunda.status_code == 302
    assert Actor.objects.filter(nombre="Municipalidad de Petorca").exists()


def test_un_nombre_de_otro_lugar_no_se_parece(entrar, encargada):
    ActorFactory(nombre="Municipalidad de Pica")

    assert entrar(encargada).post(NUEVO, datos(nombre="Municipalidad de Petorca")).status_code == 302


def test_un_tipo_retirado_solo_aparece_si_ya_estaba_elegido(entrar, encargada, valparaiso):
    viejo = TipoActorFactory(clave="viejo", retirado=True)
    actor = suyo(valparaiso, tipo=viejo)
    cliente = entrar(encargada)

    nuevo = cliente.get(NUEVO).context["form"].fields["tipo"].queryset
    propio = cliente.get(f"/actores/{actor.codigo}/editar/").context["form"].fields["tipo"].queryset

    assert viejo not in nuevo
    assert viejo in propio


def test_quien_llega_segundo_ve_lo_que_guardo_la_otra_persona(entrar, encargada, valparaiso):
    actor = suyo(valparaiso, nombre="Uno")
    actor.nombre = "Dos"
    actor.registrar(por=encargada)

    respuesta = entrar(encargada).post(f"/actores/{actor.codigo}/editar/", datos(nombre="Tres", version_leida=1))

    assert "Ahora dice: «Dos»." in errores(respuesta)["nombre"]
    assert "Tres" in respuesta.content.decode()
    actor.refresh_from_db()
    assert actor.nombre == "Dos"


def test_cambiar_los_otros_nombres_queda_en_el_historial(entrar, encargada, valparaiso):
    actor = suyo(valparaiso)
    actor.agregar_alias("De antes")
    form = entrar(encargada).get(f"/actores/{actor.codigo}/editar/").context["form"]
    enviados = {nombre: form[nombre].value() or "" for nombre in form.fields} | {"otros_nombres": "De ahora"}

    respuesta = entrar(encargada).post(
        f"/actores/{actor.codigo}/editar/", enviados | {"regiones": [r.pk for r in actor.regiones.all()]}
    )

    assert respuesta.status_code == 302
    assert [alias.nombre for alias in actor.alias.all()] == ["De ahora"]
    assert "otros nombres" in actor.history.first().history_change_reason


def test_retirar_exige_motivo_y_se_puede_reponer(entrar, encargada, valparaiso):
    actor = suyo(valparaiso)
    cliente = entrar(encargada)
    sin_motivo = cliente.post(f"/actores/{actor.codigo}/retirar/", {"version_leida": 1})

    cliente.post(f"/actores/{actor.codigo}/retirar/", {"version_leida": 1, "motivo": "Se disolvió"})

    assert "motivo" in errores(sin_motivo)
    actor.refresh_from_db()
    assert actor.retirado
    assert cliente.get(f"/actores/{actor.codigo}/retirar/").status_code == 404
    cliente.post(f"/actores/{actor.codigo}/reponer/", {"version_leida": 2, "motivo": "Volvió"})
    actor.refresh_from_db()
    assert not actor.retirado


# --- Representantes ---


def test_se_anota_un_representante_con_su_cargo(entrar, encargada, valparaiso):
    actor = suyo(valparaiso)

    entrar(encargada).post(
        f"/actores/{actor.codigo}/representantes/nuevo/",
        {"nombre": "Persona Ficticia", "cargo": "presidenta", "calidad": "titular", "vigente_desde": "2020-03-01"},
    )

    representacion = Representacion.objects.get(actor=actor)
    assert (representacion.cargo, representacion.vigente_desde) == ("presidenta", date(2020, 3, 1))
    assert (representacion.persona.genero, representacion.persona.sensible) == ("", False)


def test_quien_habla_por_una_comunidad_queda_con_datos_sensibles(entrar, encargada, valparaiso):
    actor = suyo(valparaiso, sector=Sector.SOCIEDAD_CIVIL)
    url = f"/actores/{actor.codigo}/representantes/nuevo/"
    cliente = entrar(encargada)

    cliente.post(url, {"nombre": "Persona Ficticia", "calidad": "titular"})

    assert cliente.get(url).context["form"].fields["sensible"].disabled
    assert Persona.objects.get().sensible


def test_abrir_los_datos_sensibles_de_una_persona_queda_anotado(entrar, encargada, valparaiso):
    persona = PersonaFactory(actor=suyo(valparaiso), sensible=True)

    entrar(encargada).get(f"/personas/{persona.codigo}/editar/")

    assert Bitacora.objects.filter(codigo_objeto=persona.codigo, usuario=encargada).exists()


def test_se_termina_una_representacion_en_su_fila(entrar, encargada, valparaiso):
    persona = PersonaFactory(actor=suyo(valparaiso))
    fila = persona.representaciones.get()
    cliente = entrar(encargada)

    respuesta = cliente.post(
        f"/personas/{persona.codigo}/editar/",
        {"nombre": persona.nombre, "version_leida": 1} | _una_fila(fila, vigente_hasta="2020-12-31"),
    )

    assert respuesta.status_code == 302
    fila.refresh_from_db()
    assert fila.vigente_hasta == date(2020, 12, 31)


def test_no_se_anota_por_un_actor_que_edita_otra_direccion(entrar, encargada, valparaiso, maule):
    persona = PersonaFactory(actor=suyo(valparaiso))
    de_maule = ActorFactory(regiones=maule.regiones.all())

    respuesta = entrar(encargada).post(
        f"/personas/{persona.codigo}/editar/",
        {"nombre": persona.nombre, "version_leida": 1}
        | filas("representaciones", {"actor": de_maule.codigo, "calidad": "titular"}),
    )

    assert respuesta.status_code == 200
    assert "lo edita otra dirección" in respuesta.content.decode()
    assert not de_maule.representaciones.exists()


def test_la_fila_de_otra_persona_no_se_toca(entrar, encargada, valparaiso):
    persona, otra = (PersonaFactory(actor=suyo(valparaiso)) for _ in range(2))
    ajena = otra.representaciones.get()

    respuesta = entrar(encargada).post(
        f"/personas/{persona.codigo}/editar/",
        {"nombre": persona.nombre, "version_leida": 1} | _una_fila(ajena, cargo="intrusa"),
    )

    assert respuesta.status_code == 200
    ajena.refresh_from_db()
    assert (ajena.cargo, ajena.persona) == ("encargada", otra)


def _una_fila(fila, **cambios):
    valores = {
        "id": fila.pk,
        "actor": fila.actor.codigo,
        "cargo": fila.cargo,
        "calidad": fila.calidad,
        "version_leida": 1,
    }
    enviados = filas("representaciones", valores | cambios)
    return enviados | {"representaciones-INITIAL_FORMS": 1}


def test_editar_una_persona_no_pregunta_mas_con_mas_representaciones(entrar, encargada, valparaiso, consultas_de):
    persona = PersonaFactory()
    actor = suyo(valparaiso)
    for n in range(3):
        RepresentacionFactory(persona=persona, actor=actor, cargo=f"cargo {n}")
    url, cliente = f"/personas/{persona.codigo}/editar/", entrar(encargada)
    pocas = consultas_de(cliente, url)

    for n in range(3, 10):
        RepresentacionFactory(persona=persona, actor=actor, cargo=f"cargo {n}")

    assert consultas_de(cliente, url) == pocas


# --- Vínculos ---


def test_los_vinculos_se_editan_en_su_tabla_y_los_de_otros_se_leen(entrar, encargada, valparaiso):
    actor, otro = suyo(valparaiso), ActorFactory(nombre="Servicio destino")
    VinculoFactory(origen=ActorFactory(nombre="Financista"), destino=actor, tipo="financia_a")
    cliente = entrar(encargada)
    url = f"/actores/{actor.codigo}/vinculos/"

    cliente.post(url, filas("vinculos", {"tipo": "depende_de", "destino": "servicio destino", "nota": "por ley"}))

    vinculo = Vinculo.objects.get(origen=actor)
    assert (vinculo.destino, vinculo.tipo) == (otro, "depende_de")
    assert "Financista" in cliente.get(url).content.decode()


def test_un_vinculo_consigo_mismo_se_rechaza_con_su_frase(entrar, encargada, valparaiso):
    actor = suyo(valparaiso)

    respuesta = entrar(encargada).post(
        f"/actores/{actor.codigo}/vinculos/", filas("vinculos", {"tipo": "depende_de", "destino": actor.codigo})
    )

    assert "no puede vincularse consigo mismo" in respuesta.content.decode()
    assert not Vinculo.objects.exists()


def test_al_anotar_a_alguien_parecido_lo_muestra_y_se_puede_crear_de_todos_modos(entrar, encargada, valparaiso):
    actor, otro = suyo(valparaiso), ActorFactory(nombre="Otra Junta", regiones=[])
    conocida = PersonaFactory(nombre="Inés Muñoz Rojas", actor=actor)
    tocaya = PersonaFactory(nombre="Ines Munoz", actor=otro)
    cliente, url = entrar(encargada), f"/actores/{actor.codigo}/representantes/nuevo/"
    envio = {"nombre": "inés muñoz", "calidad": "titular"}

    primera = cliente.post(url, envio)
    segunda = cliente.post(url, envio | {"vistos": primera.context["form"]["vistos"].value()})

    assert "Ya hay alguien con ese nombre" in errores(primera)["nombre"][0]
    assert primera.context["parecidos"] == [
        ("Inés Muñoz Rojas", f"/personas/{conocida.codigo}/editar/", f"representa a {actor} · {conocida.codigo}"),
        ("Ines Munoz", otro.get_absolute_url(), f"representa a Otra Junta · {tocaya.codigo}"),
    ]
    assert segunda.status_code == 302
    assert Persona.objects.count() == 3


def test_quien_se_parece_en_otra_institucion_no_detiene(entrar, encargada, valparaiso):
    PersonaFactory(nombre="Inés Muñoz Rojas", actor=ActorFactory())

    respuesta = entrar(encargada).post(
        f"/actores/{suyo(valparaiso).codigo}/representantes/nuevo/", {"nombre": "Inés Muñoz", "calidad": "titular"}
    )

    assert respuesta.status_code == 302
