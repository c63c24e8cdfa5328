"""El historial en palabras: quién, cuándo, antes → después y por qué; también de las partes y de quién puede ver."""

import pytest
from django.urls import reverse

from actores.models import Persona
from comun.historial import historiado, leer
from comun.models import Registrado
from mesas.models import Fase, Mesa
from tests.coherencia.nuestro import modelos
from tests.fabricas.actores import ActorFactory
from tests.fabricas.comun import CifraDeclaradaFactory
from tests.fabricas.informes import ProyectoFactory
from tests.fabricas.mesas import EjeFactory, IntegranteFactory, MesaFactory
from tests.fabricas.sesiones import SesionFactory


def url_de(tipo, objeto):
    return reverse("historial", args=[tipo, objeto.codigo])


def movimientos(tipo, objeto, usuario):
    return leer(historiado(tipo), objeto, usuario).object_list


def cambios_de(movimiento):
    return {cambio.rotulo: (cambio.antes, cambio.despues) for cambio in movimiento.cambios}


def test_dice_en_palabras_que_decia_que_dice_quien_y_por_que(encargada, valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso], publicada=False)
    mesa.tema, mesa.publicada, mesa.encargado = "Agua", True, encargada
    mesa.avanzar_fase(a=Fase.MAPEO, por=encargada, motivo="Partió el catastro")

    ultimo = movimientos("mesa", mesa, encargada)[0]

    assert (ultimo.quien, ultimo.acto, ultimo.motivo) == (str(encargada), "cambió", "Partió el catastro")
    assert cambios_de(ultimo) == {
        "fase": ("preparación", "mapeo"),
        "tema o eje productivo": ("sin dato", "Agua"),
        "publicada": ("no", "sí"),
        "a cargo de": ("sin dato", str(encargada)),
    }


def test_quien_puede_ver_la_mesa_queda_en_el_historial(encargada, valparaiso, maule, observadora, nacional):
    mesa = MesaFactory(direcciones=[valparaiso])

    mesa.registrar(por=encargada, relaciones={"direcciones": [valparaiso, maule], "observadores": [observadora]})

    ultimo = movimientos("mesa", mesa, nacional)[0]
    assert ultimo.quien == str(encargada)
    assert cambios_de(ultimo) == {
        "direcciones regionales": ("Valparaíso", "Maule, Valparaíso"),
        "observadores": ("sin dato", str(observadora)),
    }


def test_tambien_queda_si_alguien_escribe_la_relacion_sin_registrar(encargada, valparaiso, observadora):
    mesa = MesaFactory(direcciones=[valparaiso])

    mesa.observadores.set([observadora])

    assert cambios_de(movimientos("mesa", mesa, encargada)[0]) == {"observadores": ("sin dato", str(observadora))}


def test_crear_con_relaciones_deja_un_solo_registro_que_las_dice(encargada, valparaiso):
    mesa = Mesa.crear(por=encargada, direcciones=[valparaiso], nombre="Mesa del agua", tipo="comunal")

    registro = mesa.history.get()
    assert [fila.direccionregional for fila in registro.direcciones.all()] == [valparaiso]


def test_cuenta_lo_de_sus_partes_y_las_nombra(encargada, valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso])
    actor = ActorFactory(nombre="Municipalidad de Ejemplo")
    integrante = IntegranteFactory(instancia=mesa.instancias.get(), actor=actor)
    EjeFactory(mesa=mesa, nombre="Turismo")
    integrante.delete()

    que = [(m.acto, m.que) for m in movimientos("mesa", mesa, encargada)]

    assert que[0] == ("eliminó", f"integrante: {integrante}")
    assert ("creó", "eje: Turismo") in que
    assert que[-1] == ("creó", "")


def test_no_mezcla_lo_de_otra_mesa(encargada, valparaiso):
    mesa, otra = MesaFactory(direcciones=[valparaiso]), MesaFactory(direcciones=[valparaiso])
    EjeFactory(mesa=otra)

    assert not [m for m in movimientos("mesa", mesa, encargada) if m.que.startswith("eje")]


def test_lo_que_quien_mira_no_puede_ver_no_se_nombra(encargada, valparaiso, maule):
    ajena = MesaFactory(direcciones=[maule], nombre="Mesa del Maule")
    proyecto = ProyectoFactory(direcciones=[valparaiso])
    proyecto.registrar(por=None, relaciones={"mesas": [ajena]})

    ultimo = movimientos("proyecto", proyecto, encargada)[0]

    assert cambios_de(ultimo) == {"mesas": ("sin dato", "(algo que no puedes ver)")}


def test_lo_que_ya_no_existe_lo_dice(encargada, valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso])
    IntegranteFactory(instancia=mesa.instancias.get(), actor=(actor := ActorFactory()))
    mesa.instancias.get().integrantes.get().delete()
    actor.delete()

    assert "(ya no existe)" in str(movimientos("mesa", mesa, encargada))


def test_el_contacto_de_una_persona_no_lo_ve_quien_no_la_edita(encargada, nacional, administradora):
    persona = Persona.crear(por=nacional, nombre="Persona de Ejemplo", correo="persona@ejemplo.cl", telefono="+56 2 1")
    persona.correo = "nuevo@ejemplo.cl"
    persona.registrar(por=nacional)

    assert "ejemplo.cl" not in str(movimientos("persona", persona, encargada))
    assert cambios_de(movimientos("persona", persona, encargada)[0])["correo"] == ("(reservado)", "(reservado)")
    assert "nuevo@ejemplo.cl" in str(movimientos("persona", persona, administradora))


def test_la_pagina_se_lee_y_se_enlaza_desde_la_ficha(entrar, encargada, valparaiso):
    sesion = SesionFactory(direcciones=[valparaiso])
    cliente = entrar(encargada)

    assert url_de("sesion", sesion) in cliente.get(sesion.get_absolute_url()).content.decode()
    pagina = cliente.get(url_de("sesion", sesion)).text
    assert f'<h1>Historial de <span class="sin-corte">{sesion.codigo}</span>: ' in pagina
    assert f"<title>Historial de {sesion.codigo}: " in pagina


@pytest.mark.parametrize("quien", ["ajena", "observadora"])
def test_lo_que_no_se_ve_no_tiene_historial(entrar, valparaiso, quien, request):
    mesa = MesaFactory(direcciones=[valparaiso])

    assert entrar(request.getfixturevalue(quien)).get(url_de("mesa", mesa)).status_code == 404


def test_quien_observa_una_mesa_no_lee_quien_la_cambio(entrar, valparaiso, observadora):
    mesa = MesaFactory(direcciones=[valparaiso], observadores=[observadora])

    assert entrar(observadora).get(url_de("mesa", mesa)).status_code == 403


def test_un_tipo_inventado_no_existe(entrar, nacional):
    assert entrar(nacional).get("/historial/loquesea/M-05-0001/").status_code == 404


def test_la_cifra_de_una_mesa_la_ve_quien_ve_la_mesa(entrar, encargada, ajena, valparaiso):
    cifra = CifraDeclaradaFactory(ambito=MesaFactory(direcciones=[valparaiso]).codigo)

    assert entrar(encargada).get(url_de("cifra", cifra)).status_code == 200
    assert entrar(ajena).get(url_de("cifra", cifra)).status_code == 404


def test_las_consultas_no_crecen_con_los_cambios(entrar, encargada, valparaiso, consultas_de):
    mesa = MesaFactory(direcciones=[valparaiso])

    def cambiar(veces):
        for n in range(veces):
            eje = EjeFactory(mesa=mesa, nombre=f"Eje {mesa.ejes.count()}")
            eje.orden = n + 5
            eje.registrar(por=encargada)
            IntegranteFactory(instancia=mesa.instancias.get())

    cambiar(2)
    pocas = consultas_de(entrar(encargada), url_de("mesa", mesa))
    cambiar(10)

    assert consultas_de(entrar(encargada), url_de("mesa", mesa)) <= pocas
    assert "Página 1 de 2" in entrar(encargada).get(url_de("mesa", mesa)).content.decode()


def test_toda_relacion_de_un_objeto_registrado_queda_en_su_historial():
    sin_rastro = [
        f"{modelo._meta.label}.{campo.name}"
        for modelo in modelos()
        if issubclass(modelo, Registrado)
        for campo in modelo._meta.many_to_many
        if campo not in modelo.history.model._history_m2m_fields
    ]

    assert sin_rastro == []
