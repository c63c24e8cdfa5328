"""Las planillas de actores y personas: ida y vuelta, nombres, avisos de lo parecido y permisos."""

from datetime import date

import pytest

from actores.models import Actor, Persona, Sector
from comun.planillas import ErrorDePlanilla
from tests.fabricas.actores import ActorFactory, PersonaFactory, RepresentacionFactory, TipoActorFactory
from tests.fabricas.territorios import ComunaFactory
from tests.planillas import columnas_vacias, ida_y_vuelta, importar, motivos, ver

pytestmark = pytest.mark.django_db


@pytest.fixture
def junta(valparaiso):
    """Un actor con todo lo que la planilla lleva."""
    return Actor.crear(
        por=None, nombre="=Junta de Vecinos", sigla="JJVV", tipo=TipoActorFactory(), sector=Sector.SOCIEDAD_CIVIL,
        ambito="local", regiones=valparaiso.regiones.all(), comuna=ComunaFactory(nombre="Petorca"), rut="76.123.456-0",
        es_colectivo=True, correo="junta@ejemplo.cl", telefono="+56 2", sitio="https://ejemplo.cl", fuente="004",
        alias=["@Junta", "La junta"],
    )  # fmt: skip


@pytest.fixture
def presidenta(junta):
    persona = PersonaFactory(nombre="Rosa Ficticia", genero="femenino", correo="r@ejemplo.cl", telefono="9")
    fechas = {"vigente_desde": date(2020, 1, 1), "vigente_hasta": date(2030, 1, 1)}
    persona.representar(junta, por=None, cargo="presidenta", **fechas)
    RepresentacionFactory(persona=persona, actor=junta, cargo="")
    return persona


@pytest.mark.parametrize("tipo", ["actores", "personas"])
@pytest.mark.parametrize("rol", ["encargada", "sistema"])
def test_exportar_e_importar_no_cambia_nada_con_todo_lleno(tipo, rol, presidenta, request):
    quien = None if rol == "sistema" else request.getfixturevalue(rol)

    lineas = ida_y_vuelta(tipo, quien)

    assert [linea.split("sin_cambios=")[1] for linea in lineas] == ["1 rechazadas=0", "2 rechazadas=0"]
    assert columnas_vacias(tipo, quien) == []


def test_crea_actores_en_su_region_y_con_el_sector_de_su_tipo(encargada, valparaiso):
    tipo = TipoActorFactory(nombre="Servicio público regional")
    filas = [{"Nombre": "SERVIU Valparaíso", "Tipo": "servicio publico regional", "Ámbito": "regional"}]

    importar("actores", {"Actores": filas, "Otros nombres": [{"Actor": "serviu valparaiso", "Otro nombre": "SERVIU"}]},
             encargada)  # fmt: skip

    actor = Actor.objects.get()
    assert (actor.tipo, actor.sector) == (tipo, tipo.sector)
    assert list(actor.regiones.all()) == list(valparaiso.regiones.all())
    assert [alias.nombre for alias in actor.alias.all()] == ["SERVIU"]
    assert actor.history.count() == 1


def test_avisa_lo_que_se_parece_a_algo_del_directorio(junta, encargada):
    nuevo = {"Nombre": "Junta de vecinos", "Tipo": junta.tipo.nombre, "Ámbito": "local"}

    avisos = ver("actores", {"Actores": [nuevo, {**nuevo, "Nombre": "Corporación Ñielol"}]}, encargada).avisos

    (fila, frase), = avisos  # fmt: skip
    assert fila.numero == 2
    assert frase == f"se parece a {junta.codigo} =Junta de Vecinos: si es el mismo, escribe ese código en la fila"


@pytest.mark.parametrize(
    ("fila", "motivo"),
    [
        ({"RUT": "76.123.456-1"}, "Actores fila 2, RUT: El RUT «76.123.456-1» no es válido"),
        ({"Correo": "nada"}, "Correo: «nada» no es un correo: escríbelo como nombre@ejemplo.cl"),
        ({"Sitio web": "mi sitio"}, "Sitio web: «mi sitio» no es una dirección de internet: escríbela completa"),
        ({"Tipo": "Jnta"}, "Actores fila 2, Tipo: «Jnta» no existe"),
        ({"Regiones": "Maule"}, "Actores fila 2, Regiones: debe trabajar en una región tuya"),
        ({"Ámbito": "nacional"}, "Actores fila 2, Regiones: debe trabajar en una región tuya"),
        ({"Nombre": None}, "Actores fila 2, Nombre: es obligatorio y está vacío"),
    ],
)
def test_un_actor_que_no_vale_se_rechaza_en_su_celda(fila, motivo, encargada, maule):
    tipo = TipoActorFactory()
    buena = {"Nombre": "Cooperativa", "Tipo": tipo.nombre, "Ámbito": "local"}

    resultado = ver("actores", {"Actores": [buena | fila]}, encargada)

    assert motivo in motivos(resultado)[0]
    assert not Actor.objects.exists()


def test_lo_ajeno_y_lo_retirado_no_existe_para_la_planilla(junta, encargada, ajena, nacional):
    fila = {"Código": junta.codigo, "Nombre": "Otra", "Tipo": junta.tipo.nombre, "Ámbito": "local", "Regiones": "05"}

    de_ajena = motivos(ver("actores", {"Actores": [fila]}, ajena))
    de_nacional = motivos(ver("actores", {"Actores": [fila]}, nacional))
    junta.retirar(por=None, motivo="se disolvió")
    retirado = motivos(ver("actores", {"Actores": [fila]}, encargada))

    assert "no existe o no está a tu alcance" in de_ajena[0]
    assert de_nacional == ["Actores fila 2: lo edita la dirección regional donde trabaja"]
    assert "no existe o no está a tu alcance" in retirado[0]


def test_un_tipo_retirado_se_conserva_en_quien_ya_lo_tenia(junta, encargada):
    junta.tipo.retirado = True
    junta.tipo.registrar(por=None)

    assert ida_y_vuelta("actores", encargada)[0].startswith("Actores: nuevas=0 cambiadas=0 sin_cambios=1")


def test_crea_una_persona_con_lo_que_representa(junta, encargada):
    importar(
        "personas",
        {
            "Personas": [{"Nombre": "Rosa Ficticia"}],
            "Representaciones": [{"Persona": "rosa ficticia", "Actor": "jjvv", "Cargo": "presidenta"}],
        },
        encargada,
    )

    persona = Persona.objects.get()
    assert (persona.representaciones.get().actor, persona.sensible) == (junta, True)


def test_avisa_si_ya_hay_alguien_que_se_llama_asi(presidenta, encargada):
    hojas = {
        "Personas": [{"Nombre": "ROSA FICTICIA"}],
        "Representaciones": [{"Persona": "Rosa Ficticia", "Actor": "JJVV", "Cargo": "secretaria"}],
    }

    ((_, frase),) = ver("personas", hojas, encargada).avisos

    assert f"se llama como {presidenta.codigo}" in frase


def test_solo_se_anotan_representantes_de_los_actores_propios(presidenta, encargada, maule):
    otro = ActorFactory(regiones=maule.regiones.all())
    hojas = {
        "Personas": [{"Nombre": "Sin Actor"}],
        "Representaciones": [{"Persona": presidenta.codigo, "Actor": otro.codigo, "Cargo": "asesora"}],
    }

    assert motivos(ver("personas", hojas, encargada)) == [
        "Personas fila 2: di a quién representa en la hoja «Representaciones»: si no, nadie de tu dirección podría "
        "editarla",
        "Representaciones fila 2, Actor: no puedes anotar representantes de ese actor: lo edita otra dirección",
    ]


def test_las_personas_de_otra_region_no_existen(presidenta, ajena, lectora):
    fila = {"Código": presidenta.codigo, "Nombre": "Otra"}

    assert "no existe o no está a tu alcance" in motivos(ver("personas", {"Personas": [fila]}, ajena))[0]
    with pytest.raises(ErrorDePlanilla, match="No tienes permiso"):
        ver("personas", {"Personas": [fila]}, lectora)


@pytest.mark.parametrize(
    ("rol", "estado"), [("encargada", 200), ("lectora", 403), ("observadora", 403), ("administradora", 200)]
)
def test_la_de_personas_la_descarga_solo_quien_lee_sus_contactos(rol, estado, request, entrar):
    assert entrar(request.getfixturevalue(rol)).get("/planillas/personas/descargar/").status_code == estado
