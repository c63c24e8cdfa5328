"""El buscador de la barra: halla por código o por nombre, y sólo lo que la persona puede ver."""

from urllib.parse import urlsplit

import pytest
from django.db.models import Q

from actores.models import Persona
from comun import buscador
from comun.buscador import BUSCABLES, POR_GRUPO
from comun.busqueda import cada_palabra
from tests.fabricas.actores import ActorFactory
from tests.fabricas.informes import InformeAnualFactory, ProyectoFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import CompromisoFactory, SesionFactory
from tests.fabricas.territorios import ComunaFactory, TerritorioFactory

pytestmark = pytest.mark.django_db
TODO = [
    "Mesas",
    "Sesiones",
    "Compromisos",
    "Actores",
    "Personas",
    "Proyectos",
    "Informes",
    "Territorios",
    "Comunas",
    "Direcciones regionales",
]


def uno_de_cada(direccion, palabra="Quelén", observadores=()):
    """Un objeto de cada clase que lleva la palabra en su nombre."""
    mesa = MesaFactory(nombre=f"Mesa del agua de {palabra}", direcciones=[direccion], observadores=observadores)
    SesionFactory(mesa=mesa, titulo=f"Taller en {palabra}")
    actor = ActorFactory(nombre=f"Junta de vecinos {palabra}")
    CompromisoFactory(mesa=mesa, accion=f"Reparar la sede de {palabra}", responsable=actor)
    Persona.crear(por=None, nombre=f"Rosa {palabra}", actor=actor, cargo="Presidenta")
    proyecto = ProyectoFactory(titulo=f"Redes de {palabra}", direcciones=[direccion], observadores=observadores)
    InformeAnualFactory(proyecto=proyecto)
    comuna = ComunaFactory(codigo="05199", nombre=palabra)
    TerritorioFactory(nombre=f"Valle de {palabra}", comunas=[comuna])
    direccion.nombres_alternativos.create(nombre=f"Oficina {palabra}")
    return mesa


def hallado(cliente, texto):
    """{grupo: títulos} de la página de resultados."""
    respuesta = cliente.get("/buscar/", {"q": texto})
    assert respuesta.status_code == 200
    return {grupo.nombre: [uno.titulo for uno in grupo.hallados] for grupo in respuesta.context["grupos"]}


def test_halla_de_todo_sin_tildes_ni_mayusculas(entrar, encargada, valparaiso):
    uno_de_cada(valparaiso)

    assert list(hallado(entrar(encargada), "QUELEN")) == TODO


@pytest.mark.parametrize("texto", ["agua quelen", "quelén AGUA", "  mesa   quelen del  "])
def test_no_importa_el_orden_de_las_palabras(texto, entrar, encargada, valparaiso):
    mesa = uno_de_cada(valparaiso)

    assert hallado(entrar(encargada), texto)["Mesas"] == [mesa.nombre]


def test_todas_las_palabras_deben_estar(entrar, encargada, valparaiso):
    uno_de_cada(valparaiso)

    assert hallado(entrar(encargada), "quelen inexistente") == {}


def test_cada_hallado_se_abre(entrar, encargada, valparaiso):
    uno_de_cada(valparaiso)
    cliente = entrar(encargada)

    grupos = cliente.get("/buscar/?q=quelen").context["grupos"]

    urls = [urlsplit(uno.url)._replace(fragment="").geturl() for grupo in grupos for uno in grupo.hallados]
    assert {url: cliente.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


def test_no_halla_lo_de_otra_direccion_regional(entrar, ajena, valparaiso):
    mesa = uno_de_cada(valparaiso)

    # Los directorios son comunes; lo de las mesas y proyectos, no.
    assert not {"Mesas", "Sesiones", "Compromisos", "Proyectos", "Informes"} & set(hallado(entrar(ajena), "quelen"))
    assert hallado(entrar(ajena), mesa.codigo) == {}


def test_quien_observa_halla_lo_suyo_y_a_nadie(entrar, observadora, valparaiso):
    uno_de_cada(valparaiso, observadores=[observadora])
    uno_de_cada_sin_darselo = MesaFactory(nombre="Otra de Quelén", direcciones=[valparaiso])

    grupos = hallado(entrar(observadora), "quelen")

    assert list(grupos) == ["Mesas", "Sesiones", "Compromisos", "Proyectos", "Informes"]
    assert uno_de_cada_sin_darselo.nombre not in grupos["Mesas"]


def test_un_codigo_lleva_directo(entrar, encargada, valparaiso):
    mesa = uno_de_cada(valparaiso)
    compromiso = mesa.compromisos.get()
    cliente = entrar(encargada)

    for escrito, objeto in ((mesa.codigo.lower(), mesa), (f" {compromiso.codigo} ", compromiso)):
        respuesta = cliente.get("/buscar/", {"q": escrito})
        assert (respuesta.status_code, respuesta.url) == (302, objeto.get_absolute_url())


def test_un_codigo_sin_sus_ceros_lleva_directo(entrar, encargada, valparaiso):
    mesa = uno_de_cada(valparaiso)
    cliente = entrar(encargada)

    for objeto in (mesa, mesa.compromisos.get()):
        serie, numero = objeto.codigo.lower().rsplit("-", 1)
        assert cliente.get("/buscar/", {"q": f"{serie}-{int(numero)}"}).url == objeto.get_absolute_url()


def test_parte_de_un_codigo_lleva_directo_si_es_de_uno_solo(entrar, encargada, valparaiso):
    primera = MesaFactory(direcciones=[valparaiso])
    cliente = entrar(encargada)
    parte = primera.codigo[:-1]

    assert cliente.get("/buscar/", {"q": parte}).url == primera.get_absolute_url()

    segunda = MesaFactory(direcciones=[valparaiso])
    assert set(hallado(cliente, parte)["Mesas"]) == {primera.nombre, segunda.nombre}


def test_un_nombre_que_es_de_uno_solo_se_muestra(entrar, encargada, valparaiso):
    """Sólo los códigos llevan directo: con un nombre se ve primero qué se halló."""
    mesa = MesaFactory(nombre="Mesa del Ñirre", direcciones=[valparaiso])

    assert hallado(entrar(encargada), "nirre") == {"Mesas": [mesa.nombre]}


def test_cada_grupo_tiene_un_maximo_y_su_listado_los_muestra_todos(entrar, encargada, valparaiso):
    for _ in range(POR_GRUPO + 2):
        uno = MesaFactory(nombre="Mesa de Quelén", direcciones=[valparaiso])
        SesionFactory(mesa=uno, titulo="Quelén")
        CompromisoFactory(mesa=uno, accion="Obra en Quelén")
        ActorFactory(nombre="Actor de Quelén")
        InformeAnualFactory(proyecto=ProyectoFactory(titulo="De Quelén", direcciones=[valparaiso]))
        TerritorioFactory(nombre="Valle de Quelén")
        Persona.crear(por=None, nombre="Rosa Quelén")
    cliente = entrar(encargada)

    grupos = cliente.get("/buscar/?q=quelen").context["grupos"]

    assert {(len(grupo.hallados), grupo.total) for grupo in grupos} == {(POR_GRUPO, POR_GRUPO + 2)}
    con_listado = {grupo.nombre: grupo for grupo in grupos if grupo.url}
    assert set(con_listado) == set(TODO) - {"Personas", "Comunas", "Direcciones regionales"}
    for nombre, grupo in con_listado.items():
        assert cliente.get(grupo.url).context["tabla"].total == grupo.total, nombre


def test_no_sigue_contando_lo_que_nadie_va_a_leer(entrar, encargada, valparaiso, monkeypatch):
    monkeypatch.setattr(buscador, "SE_CUENTAN", 6)
    for _ in range(8):
        MesaFactory(nombre="Mesa de Quelén", direcciones=[valparaiso])

    (grupo,) = entrar(encargada).get("/buscar/?q=quelen").context["grupos"]

    assert (len(grupo.hallados), grupo.cuenta, grupo.hay_mas) == (5, "más de 6", True)


def test_sin_texto_dice_que_se_puede_buscar(entrar, encargada):
    for q in ("", "a", "\0"):
        respuesta = entrar(encargada).get("/buscar/", {"q": q})
        assert "No importan las tildes" in respuesta.text


def test_lo_escrito_queda_en_la_barra_y_se_escapa(entrar, encargada):
    texto = entrar(encargada).get("/buscar/", {"q": '"><script>'}).text

    assert 'value="&quot;&gt;&lt;script&gt;"' in texto
    assert "<script>" not in texto


def test_tantas_consultas_con_muchas_filas_como_con_pocas(entrar, encargada, consultas_de, valparaiso):
    uno_de_cada(valparaiso)
    cliente = entrar(encargada)
    con_una = consultas_de(cliente, "/buscar/?q=quelen")

    for _ in range(POR_GRUPO * 2):
        mesa = MesaFactory(nombre="Mesa de Quelén", direcciones=[valparaiso])
        SesionFactory(mesa=mesa, titulo="Quelén")
        actor = ActorFactory(nombre="Actor de Quelén")
        Persona.crear(por=None, nombre="Rosa Quelén", actor=actor)
        CompromisoFactory(mesa=mesa, accion="Obra en Quelén", responsable=actor)

    assert consultas_de(cliente, "/buscar/?q=quelen") == con_una <= 2 * len(BUSCABLES) + 8


def test_un_texto_largo_mira_las_primeras_palabras():
    vistas = []

    def dice(palabra):
        vistas.append(palabra)
        return Q()

    cada_palabra("uno dos " * 20, dice)

    assert len(vistas) == 8
