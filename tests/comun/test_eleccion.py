"""Elegir por el nombre: lo que se ofrece, a quién, y lo que se reconoce de lo escrito."""

import pytest
from django import forms

from actores.models import Actor
from comun.eleccion import A_LO_MAS, Eleccion, Elecciones
from territorios.models import Comuna, NombreAlternativo
from tests.fabricas.actores import ActorFactory
from tests.fabricas.territorios import ComunaFactory, TerritorioFactory

pytestmark = pytest.mark.django_db


def buscar(cliente, tipo, texto):
    respuesta = cliente.get(f"/buscar/{tipo}.json", {"q": texto})
    assert respuesta.status_code == 200
    return [fila["codigo"] for fila in respuesta.json()["resultados"]]


class Formulario(forms.Form):
    una = Eleccion(Comuna.objects.all(), tipo="comuna", required=False)
    varias = Elecciones(Comuna.objects.all(), tipo="comuna", required=False)


def test_busca_sin_mirar_tildes_y_por_los_otros_nombres(entrar, lectora):
    vina = ComunaFactory(codigo="05109", nombre="Viña del Mar")
    NombreAlternativo.objects.create(comuna=vina, nombre="Ciudad Jardín")

    assert buscar(entrar(lectora), "comuna", "VINA") == ["05109"]
    assert buscar(entrar(lectora), "comuna", "jardin") == ["05109"]
    assert buscar(entrar(lectora), "comuna", "0510") == ["05109"]


def test_ofrece_a_lo_mas_veinte_y_solo_desde_dos_letras(entrar, lectora):
    ActorFactory.create_batch(A_LO_MAS + 5)

    assert len(buscar(entrar(lectora), "actor", "servicio")) == A_LO_MAS
    assert buscar(entrar(lectora), "actor", "s") == []


def test_un_actor_retirado_no_se_ofrece(entrar, lectora):
    ActorFactory(nombre="Junta retirada", retirado=True)

    assert buscar(entrar(lectora), "actor", "junta") == []


def test_quien_observa_no_busca_en_ningun_directorio(entrar, observadora):
    TerritorioFactory(nombre="Secano")

    for tipo in ("actor", "territorio", "comuna", "provincia"):
        assert entrar(observadora).get(f"/buscar/{tipo}.json?q=secano").status_code == 403


def test_lo_que_se_busca_no_pregunta_mas_con_mas_resultados(entrar, lectora, consultas_de):
    cliente = entrar(lectora)
    ActorFactory.create_batch(3)
    pocas = consultas_de(cliente, "/buscar/actor.json?q=servicio")

    ActorFactory.create_batch(7)

    assert consultas_de(cliente, "/buscar/actor.json?q=servicio") == pocas


@pytest.mark.parametrize("escrito", ["Viña del Mar · 05109", "05109", "vina del mar", " VIÑA  DEL MAR "])
def test_se_reconoce_por_codigo_o_por_nombre_sin_guion(escrito):
    vina = ComunaFactory(codigo="05109", nombre="Viña del Mar")

    formulario = Formulario({"una": escrito, "varias": escrito})

    assert formulario.is_valid(), formulario.errors
    assert formulario.cleaned_data["una"] == vina
    assert list(formulario.cleaned_data["varias"]) == [vina]


def test_varias_se_pegan_por_linea_o_separadas_por_coma():
    for codigo, nombre in (("05101", "Valparaíso"), ("05109", "Viña del Mar"), ("05404", "Petorca")):
        ComunaFactory(codigo=codigo, nombre=nombre)

    formulario = Formulario({"varias": "Valparaiso\nvina del mar, 05404;petorca"})

    assert formulario.is_valid(), formulario.errors
    assert sorted(c.codigo for c in formulario.cleaned_data["varias"]) == ["05101", "05109", "05404"]


def test_lo_que_no_existe_sugiere_lo_parecido_y_conserva_lo_escrito():
    ComunaFactory(nombre="Valparaíso")

    formulario = Formulario({"una": "Valparaizo", "varias": "Valparaíso\nAtlántida"})

    assert "¿quisiste decir «Valparaíso»?" in formulario.errors["una"][0]
    assert "No se encontró «Atlántida»" in formulario.errors["varias"][0]
    assert 'value="Valparaizo"' in str(formulario["una"])


def test_dos_del_mismo_nombre_piden_el_codigo():
    ActorFactory(nombre="Junta Uno")
    ActorFactory(nombre="JUNTA UNO")
    campo = Eleccion(Actor.objects.all(), tipo="actor")

    with pytest.raises(forms.ValidationError, match="más de un resultado"):
        campo.clean("junta uno")


def test_no_se_elige_lo_que_la_consulta_no_trae():
    ajena = ComunaFactory(nombre="Valparaíso")
    campo = Eleccion(Comuna.objects.exclude(pk=ajena.pk), tipo="comuna")

    with pytest.raises(forms.ValidationError, match="No se encontró"):
        campo.clean(ajena.codigo)


def test_sabe_si_cambio_lo_elegido():
    vina = ComunaFactory(codigo="05109", nombre="Viña del Mar")
    una, varias = Formulario().fields["una"], Formulario().fields["varias"]

    assert not una.has_changed(vina.pk, "Viña del Mar · 05109")
    assert una.has_changed(vina.pk, "")
    assert not varias.has_changed([vina], "Viña del Mar · 05109")
    assert varias.has_changed([vina], "")


def test_basura_no_bota_el_campo():
    formulario = Formulario({"una": "a\0b" * 300, "varias": "\0\n%\n'; --"})

    assert not formulario.is_valid()
