"""Eliminar y deshacer: la fila y sus partes vuelven con sus códigos; lo que otros nombran no se elimina."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comun.borrado import NoSePuedeDeshacer, NoSePuedeEliminar, deshacer, eliminar
from comun.models import Borrado, EdicionSimultanea
from mesas.models import AliasMesa, Eje, Instancia, Integrante, Mesa
from territorios.models import Territorio
from tests.fabricas.actores import ActorFactory, PersonaFactory
from tests.fabricas.emision import informe_enviado
from tests.fabricas.mesas import EjeFactory, IntegranteFactory, MesaFactory
from tests.fabricas.sesiones import SesionFactory
from tests.fabricas.territorios import TerritorioFactory


@pytest.fixture
def mesa(valparaiso, observadora):
    mesa = MesaFactory(direcciones=[valparaiso], observadores=[observadora], nombre="Mesa del agua")
    mesa.agregar_alias("La mesa del río")
    EjeFactory(mesa=mesa, nombre="Riego")
    IntegranteFactory(instancia=mesa.instancias.get())
    return mesa


def test_elimina_la_fila_y_sus_partes_con_autora_y_motivo(mesa, encargada):
    codigo = mesa.codigo

    eliminar(mesa, por=encargada, motivo="Se anotó dos veces")

    assert not any(modelo.objects.exists() for modelo in (Mesa, Instancia, Eje, Integrante, AliasMesa))
    for historia in (Mesa.history, Eje.history, Integrante.history):
        ultimo = historia.filter(history_type="-").get()
        assert (ultimo.history_user, ultimo.history_change_reason) == (encargada, "Se anotó dos veces")
    borrado = Borrado.objects.get()
    assert (borrado.codigo_objeto, borrado.nombre, borrado.por) == (codigo, "mesa Mesa del agua", encargada)


def test_deshacer_devuelve_todo_con_los_mismos_codigos_y_relaciones(mesa, encargada, valparaiso, observadora):
    antes = [mesa.codigo, mesa.instancias.get().codigo, mesa.slug]

    vuelta = deshacer(eliminar(mesa, por=encargada, motivo="Error"), por=encargada)

    assert [vuelta.codigo, vuelta.instancias.get().codigo, vuelta.slug] == antes
    assert (list(vuelta.direcciones.all()), list(vuelta.observadores.all())) == ([valparaiso], [observadora])
    assert [alias.nombre for alias in vuelta.alias.all()] == ["La mesa del río"]
    assert vuelta.ejes.get().nombre == "Riego"
    assert Integrante.objects.de_mesa(vuelta).count() == 1
    assert Mesa.objects.buscar("agua").get() == vuelta
    ultimo = vuelta.history.latest()
    assert (ultimo.history_type, ultimo.history_user) == ("+", encargada)
    assert ultimo.direcciones.count() == 1


def test_el_codigo_de_lo_eliminado_no_se_vuelve_a_entregar(mesa, encargada, valparaiso):
    codigo = mesa.codigo
    borrado = eliminar(mesa, por=encargada, motivo="Error")

    otra = MesaFactory(direcciones=[valparaiso])

    assert otra.codigo != codigo
    assert deshacer(borrado, por=encargada).codigo == codigo


def test_lo_que_otros_nombran_no_se_elimina_y_dice_quienes(mesa, encargada):
    SesionFactory(instancia=mesa.instancias.get())

    with pytest.raises(NoSePuedeEliminar, match=r"«Mesa del agua»: lo nombra 1 sesión\."):
        eliminar(mesa, por=encargada, motivo="Error")

    assert Mesa.objects.filter(pk=mesa.pk).exists()
    assert not Borrado.objects.exists()


def test_tampoco_lo_que_nombra_una_relacion_de_muchos(mesa, encargada):
    territorio = TerritorioFactory()
    mesa.territorios.add(territorio)

    with pytest.raises(NoSePuedeEliminar, match=r"lo nombra 1 mesa\."):
        eliminar(territorio, por=encargada, motivo="Error")

    assert Territorio.objects.filter(pk=territorio.pk).exists()


def test_no_se_elimina_lo_que_otra_persona_acaba_de_cambiar(mesa, encargada, lectora):
    otra = Mesa.objects.get(pk=mesa.pk)
    otra.registrar(por=lectora)

    with pytest.raises(EdicionSimultanea):
        eliminar(mesa, por=encargada, motivo="Error")


def test_pasados_treinta_dias_ya_no_vuelve_y_su_contenido_se_olvida(mesa, encargada):
    borrado = eliminar(mesa, por=encargada, motivo="Error")
    Borrado.objects.update(borrado_at=timezone.now() - timedelta(days=31))
    borrado.refresh_from_db()

    with pytest.raises(NoSePuedeDeshacer, match="Pasaron más de 30 días"):
        deshacer(borrado, por=encargada)
    eliminar(EjeFactory(), por=encargada, motivo="Otro")

    borrado.refresh_from_db()
    assert borrado.contenido == []


def test_no_se_restituye_dos_veces(mesa, encargada):
    borrado = eliminar(mesa, por=encargada, motivo="Error")
    deshacer(borrado, por=encargada)

    with pytest.raises(NoSePuedeDeshacer, match="ya se restituyó"):
        deshacer(borrado, por=encargada)


def test_si_algo_ocupa_su_lugar_lo_dice_y_no_queda_a_medias(encargada):
    eje = EjeFactory(nombre="Riego")
    borrado = eliminar(eje, por=encargada, motivo="Error")
    EjeFactory(mesa=eje.mesa, nombre="Riego")

    with pytest.raises(NoSePuedeDeshacer, match="ocupa su lugar"):
        deshacer(borrado, por=encargada)

    assert Eje.objects.count() == 1


def test_si_ya_no_existe_de_quien_era_parte_lo_dice(encargada, mesa):
    borrado = eliminar(mesa.ejes.get(), por=encargada, motivo="Error")
    eliminar(mesa, por=encargada, motivo="Error")

    with pytest.raises(NoSePuedeDeshacer, match="ya no existe algo que nombraba"):
        deshacer(borrado, por=encargada)


def test_la_pagina_muestra_lo_eliminado_y_lo_restituye(entrar, encargada, mesa):
    borrado = eliminar(mesa, por=encargada, motivo="Se anotó dos veces")
    cliente = entrar(encargada)

    pagina = cliente.get(reverse("eliminados_lista")).content.decode()
    respuesta = cliente.post(reverse("eliminado_deshacer", args=[borrado.pk]), follow=True)

    assert "Se anotó dos veces" in pagina
    assert "volvió como estaba" in respuesta.content.decode()
    assert Mesa.objects.get().nombre == "Mesa del agua"


def test_lo_de_otra_region_no_existe_y_quien_solo_lee_no_restituye(
    entrar, encargada, ajena, lectora, nacional, administradora, mesa
):
    borrado = eliminar(mesa, por=encargada, motivo="Error")
    url = reverse("eliminado_deshacer", args=[borrado.pk])

    estados = {
        quien.username: entrar(quien).post(url).status_code for quien in (ajena, lectora, nacional, administradora)
    }

    assert estados == {"ajena": 404, "lectora": 403, "nacional": 403, "administradora": 403}
    assert "Mesa del agua" not in entrar(ajena).get(reverse("eliminados_lista")).content.decode()
    assert not Mesa.objects.exists()


# --- Desde la página del objeto ---


def confirmacion(tipo, objeto):
    return reverse("eliminar", args=[tipo, objeto.codigo])


def test_la_ficha_lleva_a_confirmar_y_dice_que_se_va(entrar, encargada, lectora, mesa):
    url = confirmacion("mesa", mesa)

    pagina = entrar(encargada).get(url).text

    assert f'href="{url}"' in entrar(encargada).get(mesa.get_absolute_url()).text
    assert f'href="{url}"' not in entrar(lectora).get(mesa.get_absolute_url()).text
    assert "1 otro nombre de una mesa, 1 eje, 1 instancia, 1 integrante" in pagina


def test_al_confirmar_se_elimina_y_el_mensaje_ofrece_deshacer(entrar, encargada, mesa):
    cliente, url = entrar(encargada), confirmacion("mesa", mesa)
    sin_motivo = cliente.post(url, {"version_leida": mesa.version})
    respuesta = cliente.post(url, {"motivo": "Se anotó dos veces", "version_leida": mesa.version}, follow=True)
    borrado = Borrado.objects.get()
    deshacer_url = reverse("eliminado_deshacer", args=[borrado.pk])

    vuelta = cliente.post(deshacer_url)

    assert "motivo" in sin_motivo.context["form"].errors
    assert respuesta.redirect_chain == [(reverse("mesas_lista"), 302)]
    assert f'action="{deshacer_url}"' in respuesta.text
    assert vuelta.url == mesa.get_absolute_url()


def test_lo_que_lo_impide_se_muestra_con_enlaces_y_sin_nombrar_lo_ajeno(entrar, encargada, valparaiso, maule):
    actor = ActorFactory(regiones=valparaiso.regiones.all())
    propia = MesaFactory(direcciones=[valparaiso], nombre="Mesa propia")
    de_otra = MesaFactory(direcciones=[maule], nombre="Mesa reservada")
    for una in (propia, de_otra):
        IntegranteFactory(instancia=una.instancias.get(), actor=actor)
    persona = PersonaFactory(nombre="Inés Muñoz", actor=actor)

    pagina = entrar(encargada).get(confirmacion("actor", actor)).text

    assert "<h2>2 integrantes</h2>" in pagina
    assert f'href="{propia.get_absolute_url()}"' in pagina
    assert f'href="/personas/{persona.codigo}/editar/"' in pagina
    assert "Mesa reservada" not in pagina
    assert 'name="motivo"' not in pagina


def test_la_unica_instancia_de_la_mesa_no_se_elimina(entrar, encargada, mesa):
    unica = mesa.instancias.get()

    respuesta = entrar(encargada).post(
        confirmacion("instancia", unica), {"motivo": "Sobra", "version_leida": unica.version}
    )

    assert "única instancia en uso" in respuesta.text
    assert Instancia.objects.filter(pk=unica.pk).exists()


def test_una_sesion_convocada_y_un_informe_enviado_no_se_eliminan(encargada, valparaiso):
    sesion = SesionFactory(direcciones=[valparaiso], estado="convocada")
    informe = informe_enviado()

    for objeto, frase in ((sesion, "La sesión está convocada"), (informe, "El informe está enviado a revisión")):
        with pytest.raises(NoSePuedeEliminar, match=frase):
            eliminar(objeto, por=encargada, motivo="Error")


def test_si_otra_persona_lo_cambio_se_dice_y_se_puede_insistir(entrar, encargada, lectora, mesa):
    cliente, url = entrar(encargada), confirmacion("mesa", mesa)
    Mesa.objects.get(pk=mesa.pk).registrar(por=lectora)

    primera = cliente.post(url, {"motivo": "Error", "version_leida": mesa.version})
    segunda = cliente.post(url, {"motivo": "Error", "version_leida": primera.context["form"]["version_leida"].value()})

    assert "Otra persona cambió" in primera.text
    assert segunda.status_code == 302
