"""Desde tu última visita: qué cambiaron otras personas de lo que a cada quien le toca."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actores.models import Persona
from comun.historial.novedades import fuentes, novedades
from mesas.models import Fase, Integrante
from tests.fabricas.actores import ActorFactory, UsuarioFactory
from tests.fabricas.informes import InformeAnualFactory, ProyectoFactory
from tests.fabricas.mesas import EjeFactory, MesaFactory
from tests.fabricas.sesiones import CompromisoFactory, SesionFactory
from tests.fabricas.territorios import DireccionRegionalFactory, RegionFactory, TerritorioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hoy(encargada, lectora, nacional, observadora, ajena):
    """Todos vinieron ayer, y vuelven a mirar ahora; las direcciones ya estaban."""
    ya_estaba(None)
    ayer = timezone.now() - timedelta(days=1)
    for usuario in (encargada, lectora, nacional, observadora, ajena):
        usuario.visita_anterior = ayer
        usuario.save()


def ya_estaba(objeto, hace=2):
    """Deja todo lo que hay como creado antes de la última visita; devuelve el objeto."""
    for modelo in {fuente.modelo for fuente in fuentes()}:
        modelo.history.filter(history_date__gt=timezone.now() - timedelta(hours=1)).update(
            history_date=timezone.now() - timedelta(days=hace)
        )
    return objeto


def lo_nuevo(cliente, ruta="/"):
    """{título: frase} de la página."""
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200
    return {uno.titulo: uno.frase for uno in respuesta.context["novedades"].objetos}


def test_dice_quien_y_que_y_lleva_al_objeto_y_a_su_historial(entrar, encargada, lectora, hoy, valparaiso):
    actores = [ActorFactory() for _ in range(2)]
    mesa = ya_estaba(MesaFactory(direcciones=[valparaiso], nombre="Mesa del agua"))
    mesa.tema = "Riego"
    mesa.avanzar_fase(a=Fase.MAPEO, por=encargada)
    for actor in actores:
        Integrante.crear(por=encargada, instancia=mesa.instancias.get(), actor=actor)

    pagina = entrar(lectora).get("/")

    (novedad,) = pagina.context["novedades"].objetos
    assert (novedad.titulo, novedad.clase) == ("Mesa del agua", "mesa")
    assert novedad.frase == f"{encargada} cambió «fase» y «tema o eje productivo»; agregó 2 integrantes"
    assert novedad.url == mesa.get_absolute_url()
    assert entrar(lectora).get(novedad.url_historial).status_code == 200
    assert "Desde tu última visita" in pagina.text


def test_guardar_sin_cambiar_nada_tambien_se_dice(entrar, encargada, lectora, hoy, valparaiso):
    mesa = ya_estaba(MesaFactory(direcciones=[valparaiso], nombre="Mesa del agua"))
    mesa.registrar(por=encargada)

    assert lo_nuevo(entrar(lectora)) == {"Mesa del agua": f"{encargada} guardó sin cambiar datos"}


def test_lo_propio_no_es_novedad(entrar, encargada, hoy, valparaiso):
    mesa = ya_estaba(MesaFactory(direcciones=[valparaiso]))
    mesa.avanzar_fase(a=Fase.MAPEO, por=encargada)

    assert lo_nuevo(entrar(encargada)) == {}
    assert "Nada de lo que te toca cambió desde el" in entrar(encargada).get("/").text


def test_lo_de_antes_de_la_visita_no_es_novedad(entrar, encargada, lectora, hoy, valparaiso):
    ya_estaba(MesaFactory(direcciones=[valparaiso]))

    assert lo_nuevo(entrar(lectora)) == {}


def test_en_la_primera_visita_no_se_dice_nada(entrar, lectora, valparaiso):
    MesaFactory(direcciones=[valparaiso])

    assert "Desde tu última visita" not in entrar(lectora).get("/").text
    assert "primera visita" in entrar(lectora).get("/novedades/").text


def test_varias_personas_y_muchos_campos_se_resumen(entrar, lectora, nacional, encargada, hoy, valparaiso):
    mesa = ya_estaba(MesaFactory(direcciones=[valparaiso]))
    for quien in (encargada, nacional, UsuarioFactory(), UsuarioFactory()):
        mesa.tema = f"Tema de {quien}"
        mesa.objetivo, mesa.fuente, mesa.publicada, mesa.nombre = f"{quien}", f"{quien}", True, "Otra"
        mesa.registrar(por=quien)

    frase = lo_nuevo(entrar(lectora))["Otra"]

    assert "y 2 personas más cambiaron" in frase
    assert frase.endswith("y 2 datos más")


def test_lo_nuevo_se_dice_creado_y_lo_eliminado_de_una_parte_tambien(entrar, lectora, encargada, hoy, valparaiso):
    otra = MesaFactory(direcciones=[valparaiso], nombre="Otra")
    eje = ya_estaba(EjeFactory(mesa=otra))
    eje._history_user = encargada
    eje.delete()
    MesaFactory(direcciones=[valparaiso], nombre="Nueva")

    dicho = lo_nuevo(entrar(lectora))

    assert dicho["Nueva"] == "El sistema creó el registro; agregó 1 instancia"
    assert dicho["Otra"] == f"{encargada} eliminó 1 eje"


def test_nadie_sabe_de_lo_que_no_ve(entrar, ajena, encargada, nacional, hoy, valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso], nombre="De Valparaíso")
    CompromisoFactory(mesa=mesa, accion="Reparar la sede")
    InformeAnualFactory(proyecto=ProyectoFactory(direcciones=[valparaiso]))
    SesionFactory(mesa=mesa)

    assert "De Valparaíso" in lo_nuevo(entrar(nacional), "/novedades/")
    assert lo_nuevo(entrar(ajena), "/novedades/") == {}


def test_del_directorio_comun_importa_lo_de_sus_regiones(entrar, ajena, encargada, nacional, hoy, valparaiso, maule):
    actor = ActorFactory(nombre="Junta de vecinos")
    actor.regiones.set(valparaiso.regiones.all())
    Persona.crear(por=None, nombre="Rosa Soto", actor=actor)
    TerritorioFactory(nombre="Valle")  # de una comuna de Valparaíso
    DireccionRegionalFactory(region="12", nombre="Magallanes", regiones=[RegionFactory(codigo="12")])
    del_directorio = {"Junta de vecinos", "Rosa Soto", "Valle"}

    assert del_directorio <= set(lo_nuevo(entrar(encargada), "/novedades/"))
    assert not del_directorio & set(lo_nuevo(entrar(ajena), "/novedades/"))
    assert del_directorio | {"Magallanes"} <= set(lo_nuevo(entrar(nacional), "/novedades/"))


def test_a_quien_observa_no_se_le_nombran_personas(entrar, observadora, encargada, hoy, valparaiso):
    mesa = ya_estaba(MesaFactory(direcciones=[valparaiso], observadores=[observadora], nombre="Compartida"))
    mesa.avanzar_fase(a=Fase.MAPEO, por=encargada)

    pagina = entrar(observadora).get("/")

    (novedad,) = pagina.context["novedades"].objetos
    assert (novedad.frase, novedad.url_historial) == ("El equipo cambió «fase»", "")
    assert str(encargada) not in pagina.text


def test_se_acota_a_la_direccion_en_vigor(entrar, nacional, hoy, valparaiso, maule):
    MesaFactory(direcciones=[valparaiso], nombre="De Valparaíso")
    MesaFactory(direcciones=[maule], nombre="Del Maule")
    cliente = entrar(nacional)

    cliente.post("/direccion/", {"direccion": "D-07"})

    mesas = {"De Valparaíso", "Del Maule"} & set(lo_nuevo(cliente))
    assert mesas == {"Del Maule"}


def test_son_los_ultimos_y_dice_si_hay_mas(encargada, nacional, valparaiso):
    desde = timezone.now()
    mesas = [MesaFactory(direcciones=[valparaiso]) for _ in range(4)]
    mesas[0].registrar(por=nacional)

    lo_ultimo = novedades(encargada, desde=desde, a_lo_mas=3)

    assert [uno.titulo for uno in lo_ultimo.objetos] == [str(mesas[i]) for i in (0, 3, 2)]
    assert lo_ultimo.hay_mas
    assert not novedades(encargada, desde=desde, a_lo_mas=4).hay_mas


def test_el_inicio_muestra_diez_y_lleva_a_todos(entrar, encargada, hoy, valparaiso):
    for _ in range(11):
        MesaFactory(direcciones=[valparaiso])
    cliente = entrar(encargada)

    assert len(lo_nuevo(cliente)) == 10
    assert 'href="/novedades/"' in cliente.get("/").text
    assert len(lo_nuevo(cliente, "/novedades/")) == 11


def test_no_mira_mas_atras_de_treinta_dias(entrar, encargada, valparaiso):
    encargada.visita_anterior = timezone.now() - timedelta(days=90)
    encargada.save()
    ya_estaba(MesaFactory(direcciones=[valparaiso], nombre="De hace dos meses"), hace=60)
    MesaFactory(direcciones=[valparaiso], nombre="De hoy")

    assert list(lo_nuevo(entrar(encargada))) == ["De hoy"]


def test_una_parte_se_cuenta_una_vez():
    """Ningún modelo entra por dos clases de objeto, salvo los que cuelgan igual de cerca de ambas."""
    de = {}
    for fuente in fuentes():
        de.setdefault(fuente.modelo.__name__, set()).add(fuente.tipo.tipo)

    assert {nombre: tipos for nombre, tipos in de.items() if len(tipos) > 1} == {
        "NombreAlternativo": {"territorio", "direccion"}
    }
    assert de["Integrante"] == {"mesa"}
    assert de["SeccionNarrativa"] == {"informe"}


def test_tantas_consultas_con_un_objeto_como_con_muchos(entrar, lectora, encargada, hoy, consultas_de, valparaiso):
    def cambiar():
        mesa = MesaFactory(direcciones=[valparaiso])
        mesa.registrar(por=encargada)
        CompromisoFactory(mesa=mesa)
        SesionFactory(mesa=mesa)
        InformeAnualFactory(proyecto=ProyectoFactory(direcciones=[valparaiso]))

    cliente = entrar(lectora)
    cambiar()
    con_uno = consultas_de(cliente, "/novedades/")
    for _ in range(10):
        cambiar()

    assert consultas_de(cliente, "/novedades/") == con_uno <= 30
