"""La administración de mesas y actores no puede romper una regla."""

import pytest
from django.urls import reverse

from actores.models import Programa
from mesas.models import Fase, Instancia, Mesa
from tests.fabricas.actores import ActorFactory, ProgramaFactory
from tests.fabricas.mesas import InstanciaFactory, IntegranteFactory, MesaFactory

pytestmark = pytest.mark.django_db


def sin_partes(*prefijos):
    return {f"{prefijo}-{campo}_FORMS": 0 for prefijo in prefijos for campo in ("TOTAL", "INITIAL")}


def test_una_mesa_nueva_nace_con_codigo_e_instancia_en_la_fase_dicha(entrar, administradora, valparaiso):
    datos = {"nombre": "Mesa del Estero", "tipo": "consejo", "fase": "funcionamiento", "direcciones": [valparaiso.pk]}

    respuesta = entrar(administradora).post(reverse("admin:mesas_mesa_add"), {**datos, **sin_partes("alias")})

    assert respuesta.status_code == 302
    mesa = Mesa.objects.get()
    assert (mesa.codigo, mesa.fase, mesa.instancias.get().nombre) == ("M-05-0001", Fase.FUNCIONAMIENTO, mesa.nombre)
    assert mesa.history.earliest().history_user == administradora


def test_la_fase_de_una_mesa_existente_no_se_cambia_a_mano(entrar, administradora):
    mesa = MesaFactory()
    datos = {"nombre": "Otro nombre", "tipo": mesa.tipo, "fase": "cierre", "version_leida": mesa.version}

    entrar(administradora).post(
        reverse("admin:mesas_mesa_change", args=[mesa.pk]), {**datos, **sin_partes("alias", "instancias")}
    )

    mesa.refresh_from_db()
    assert (mesa.nombre, mesa.fase) == ("Otro nombre", Fase.PREPARACION)


def test_un_integrante_repetido_se_rechaza_con_su_frase(entrar, administradora):
    primero = IntegranteFactory()
    datos = {"instancia": primero.instancia_id, "actor": primero.actor_id, "calidad": "titular", "rol": "integrante"}

    respuesta = entrar(administradora).post(reverse("admin:mesas_integrante_add"), datos)

    assert "ya está en" in respuesta.content.decode()
    assert primero.instancia.integrantes.count() == 1


def test_la_unica_instancia_de_una_mesa_no_se_borra(entrar, administradora):
    unica = MesaFactory().instancias.get()
    sobra = InstanciaFactory()
    cliente = entrar(administradora)

    assert cliente.post(reverse("admin:mesas_instancia_delete", args=[unica.pk]), {"post": "yes"}).status_code == 403
    cliente.post(reverse("admin:mesas_instancia_delete", args=[sobra.pk]), {"post": "yes"})
    assert not Instancia.objects.filter(pk=sobra.pk).exists()


def test_un_valor_del_catalogo_se_retira_pero_no_se_borra(entrar, administradora):
    programa = ProgramaFactory()
    cliente, cambiar = entrar(administradora), reverse("admin:actores_programa_change", args=[programa.pk])

    borrado = cliente.post(reverse("admin:actores_programa_delete", args=[programa.pk]), {"post": "yes"})
    cliente.post(cambiar, {"nombre": programa.nombre, "clave": "otra", "retirado": "on", "version_leida": 1})

    assert borrado.status_code == 403
    assert Programa.objects.values_list("clave", "retirado").get() == (programa.clave, True)


def test_un_rut_equivocado_da_su_frase_y_uno_con_puntos_se_guarda(entrar, administradora):
    actor = ActorFactory()
    url = reverse("admin:actores_actor_change", args=[actor.pk])
    datos = {"nombre": actor.nombre, "tipo": actor.tipo_id, "sector": actor.sector, "ambito": actor.ambito}
    datos |= {"version_leida": 1} | sin_partes("alias", "representaciones")
    cliente = entrar(administradora)

    mal = cliente.post(url, {**datos, "rut": "76.123.456-1"}).content.decode()
    cliente.post(url, {**datos, "rut": "76.123.456-0"})

    assert "El RUT «76.123.456-1» no es válido" in mal
    actor.refresh_from_db()
    assert actor.rut == "76123456-0"
