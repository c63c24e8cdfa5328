"""Pasar a otra persona lo que alguien lleva: en un paso, con historial y sin cambiar autorías."""

import pytest

from actores.models import Rol
from informes.escritura import escribir
from mesas.models import Mesa
from mesas.traspaso import NoPuedeLlevarla, traspasar
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.emision import observacion
from tests.fabricas.informes import InformeAnualFactory, ProyectoFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import CompromisoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cliente(entrar, administradora):
    return entrar(administradora)


@pytest.fixture
def otra(valparaiso):
    return UsuarioFactory(username="otra", rol=Rol.EDITOR_REGIONAL, direcciones=[valparaiso])


@pytest.fixture
def mesas(valparaiso, encargada):
    return [MesaFactory(direcciones=[valparaiso], nombre=f"Mesa {n}", encargado=encargada) for n in "AB"]


def pagina_de(persona, que="traspasar"):
    return f"/administracion/usuarios/{persona.username}/{que}/"


def envio(mesas, a, **mas):
    return {"mesas": [mesa.codigo for mesa in mesas], "a": a.username, "motivo": "Se va al Maule"} | mas


def test_pasa_las_mesas_con_autora_motivo_y_sin_tocar_lo_escrito(cliente, encargada, administradora, otra, mesas):
    creadora = mesas[0].history.last().history_user

    respuesta = cliente.post(pagina_de(encargada), envio(mesas, otra), follow=True)

    assert f"2 mesas pasaron de {encargada} a {otra}." in respuesta.text
    assert set(otra.mesas_a_cargo.all()) == set(mesas)
    ultimo = mesas[0].history.latest()
    assert (ultimo.history_user, ultimo.history_change_reason) == (administradora, "Se va al Maule")
    assert mesas[0].history.last().history_user == creadora


def test_se_pueden_pasar_solo_algunas(cliente, encargada, otra, mesas):
    cliente.post(pagina_de(encargada), envio(mesas[:1], otra))

    assert [list(quien.mesas_a_cargo.all()) for quien in (encargada, otra)] == [[mesas[1]], [mesas[0]]]


def test_muestra_lo_demas_que_deja_en_curso(cliente, encargada, nacional, otra, mesas, valparaiso):
    compromiso = CompromisoFactory(mesa=mesas[0], accion="Reparar la sede")
    informe = InformeAnualFactory(proyecto=ProyectoFactory(direcciones=[valparaiso]))
    escribir(informe=informe, clave="I.C", producto=None, version_leida=0, texto="Avance", vigente=None, por=encargada)
    de_otra = InformeAnualFactory(proyecto=ProyectoFactory(direcciones=[valparaiso]))

    pagina = cliente.get(pagina_de(encargada)).text

    assert f'href="{compromiso.get_absolute_url()}"' in pagina
    assert f'href="{informe.get_absolute_url()}"' in pagina
    assert f'href="{de_otra.get_absolute_url()}"' not in pagina


def test_cuenta_las_observaciones_sin_atender_de_lo_que_escribio(cliente, encargada, otra, mesas, valparaiso):
    una = observacion(ProyectoFactory(direcciones=[valparaiso]))
    una.informe.enviado_por = encargada
    una.informe.save()

    grupos = {grupo.nombre: grupo.total for grupo in cliente.get(pagina_de(encargada)).context["grupos"]}

    assert grupos["Observaciones sin atender en esos informes"] == 1


def test_solo_reciben_quienes_editan_en_esas_direcciones(cliente, encargada, lectora, ajena, nacional, otra, mesas):
    fuera = UsuarioFactory(rol=Rol.EDITOR_REGIONAL, direcciones=encargada.direcciones.all(), is_active=False)

    ofrecidas = set(cliente.get(pagina_de(encargada)).context["form"].fields["a"].queryset)

    assert ofrecidas == {otra}
    assert fuera not in ofrecidas


def test_quien_no_edita_en_una_de_las_mesas_no_la_recibe_y_no_se_pasa_ninguna(
    cliente, encargada, ajena, otra, mesas, maule
):
    mesas.append(MesaFactory(direcciones=[maule], nombre="Mesa del Maule", encargado=encargada))

    respuesta = cliente.post(pagina_de(encargada), envio(mesas, otra))

    assert "no puede llevar «Mesa del Maule»" in str(respuesta.context["form"].errors["a"])
    assert otra.mesas_a_cargo.count() == 0


def test_no_toca_la_que_entretanto_paso_a_otra_persona(encargada, administradora, otra, lectora, mesas):
    Mesa.objects.filter(pk=mesas[0].pk).update(encargado=lectora)

    pasadas = traspasar(de=encargada, a=otra, mesas=mesas, por=administradora, motivo="Se va")

    assert pasadas == mesas[1:]
    assert lectora.mesas_a_cargo.get() == mesas[0]


def test_el_verbo_tampoco_entrega_a_quien_solo_lee(encargada, administradora, lectora, mesas):
    with pytest.raises(NoPuedeLlevarla):
        traspasar(de=encargada, a=lectora, mesas=mesas, por=administradora, motivo="Se va")


@pytest.mark.parametrize(
    ("que", "datos"),
    [
        ("acceso", {"motivo": "Dejó el servicio"}),
        ("trasladar", {"rol": "editor_regional", "motivo": "Asume en Maule"}),
    ],
)
def test_al_trasladar_o_desactivar_muestra_lo_que_lleva_y_sigue_al_traspaso(
    cliente, encargada, otra, mesas, maule, que, datos
):
    antes = cliente.get(pagina_de(encargada, que)).text

    respuesta = cliente.post(pagina_de(encargada, que), datos | {"direcciones": [maule.codigo]})
    despues = cliente.post(respuesta.url, envio(mesas, otra))

    assert "Tiene 2 mesas a cargo" in antes
    assert respuesta.url == pagina_de(encargada)
    assert despues.status_code == 302
    assert otra.mesas_a_cargo.count() == 2


def test_sin_mesas_o_sin_quien_las_reciba_lo_dice(cliente, encargada, ajena, valparaiso):
    MesaFactory(direcciones=[valparaiso], encargado=encargada)

    assert "No tiene mesas a cargo" in cliente.get(pagina_de(ajena)).text
    assert "Nadie más edita" in cliente.get(pagina_de(encargada)).text
