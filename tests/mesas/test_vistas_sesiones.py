from datetime import date

import pytest
from django.urls import reverse

from mesas.models import Acta, Acuerdo, Asistencia
from tests.fabricas.actores import ActorFactory, PersonaFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import (
    ActaFactory,
    AsistenciaFactory,
    CompromisoFactory,
    PuntoTablaFactory,
    SesionFactory,
)

pytestmark = pytest.mark.django_db
LISTA = reverse("sesiones_lista")


def ficha(sesion):
    return reverse("sesion_detalle", args=[sesion.codigo])


def sesion_llena(direcciones, filas=1, por=None):
    """Una sesión con acta aprobada y `filas` de cada cosa que muestra su ficha."""
    sesion = SesionFactory(direcciones=direcciones, estado="realizada", lugar="Sede vecinal")
    puntos = [
        PuntoTablaFactory(sesion=sesion, responsable=ActorFactory(), persona=PersonaFactory()) for _ in range(filas)
    ]
    for _ in range(filas):
        Asistencia.anotar(por=por, sesion=sesion, actor=ActorFactory(sector="publico"), persona=PersonaFactory())
    sesion.confirmar_asistencia(por=por)
    acta = Acta.crear(por=por, sesion=sesion, texto="Se conversó del agua.")
    for punto in puntos:
        Acuerdo.crear(por=por, acta=acta, punto=punto, texto=f"Acuerdo sobre {punto}")
        CompromisoFactory(origen="punto", punto=punto, fuente="")
    acta.aprobar(por=por, el=date(2026, 4, 1), respaldo_tipo="presidencia")
    return sesion


def test_la_lista_muestra_lo_que_se_ve(entrar, valparaiso, maule, lectora):
    propia = SesionFactory(direcciones=[valparaiso])
    de_otra = SesionFactory(direcciones=[maule])

    pagina = entrar(lectora).get(LISTA).content.decode()

    assert propia.codigo in pagina
    assert de_otra.codigo not in pagina


@pytest.mark.parametrize(
    ("consulta", "quedan"),
    [
        ({"q": "vecinal"}, ["taller"]),
        ({"q": "tÁller  mapéo"}, ["taller"]),
        ({"mesa": "campanilla"}, ["mesa"]),
        ({"tipo": "taller"}, ["taller"]),
        ({"anio": "2020"}, ["cruza", "taller"]),
        ({"anio": "2021"}, ["cruza"]),
        ({"estado": "realizada"}, ["mesa"]),
        ({"anio": "no es un año"}, ["cruza", "mesa", "taller"]),
    ],
)
def test_filtra(consulta, quedan, entrar, valparaiso, encargada):
    sesiones = {
        "mesa": SesionFactory(mesa=MesaFactory(nombre="Mesa Campanilla", direcciones=[valparaiso]), estado="realizada"),
        "taller": SesionFactory(
            direcciones=[valparaiso], tipo="taller", titulo="Taller de mapeo", lugar="Vecinal", desde=date(2020, 5, 5)
        ),
        "cruza": SesionFactory(
            direcciones=[valparaiso], tipo="jornada", desde=date(2020, 12, 1), hasta=date(2021, 1, 5), precision="rango"
        ),
    }

    tabla = entrar(encargada).get(LISTA, consulta).context["tabla"]

    assert sorted(nombre for nombre, sesion in sesiones.items() if sesion in tabla.pagina.object_list) == quedan


def test_la_ficha_muestra_tabla_asistencia_acta_acuerdos_y_compromisos(entrar, valparaiso, encargada):
    sesion = sesion_llena([valparaiso], por=encargada)

    pagina = entrar(encargada).get(ficha(sesion)).content.decode()

    for texto in ("Sede vecinal", "Punto de ejemplo", "1/2026", "Hacer la obra", "aprobada", "Persona Ficticia"):
        assert texto in pagina
    assert Acta.objects.get().hash in pagina
    assert "Se conversó del agua." in pagina


def test_quien_observa_no_ve_personas_ni_el_texto_del_acta(entrar, valparaiso, encargada, observadora):
    sesion = sesion_llena([valparaiso], por=encargada)
    sesion.instancia.mesa.observadores.add(observadora)

    pagina = entrar(observadora).get(ficha(sesion)).content.decode()

    assert "Servicio de ejemplo" in pagina
    assert "1/2026" in pagina
    assert "Persona Ficticia" not in pagina
    assert "Se conversó del agua." not in pagina
    assert encargada.last_name not in pagina


def test_los_sectores_se_leen_como_eran_ese_dia(entrar, valparaiso, encargada):
    sesion = sesion_llena([valparaiso], por=encargada)
    actor = sesion.asistencias.get().actor
    actor.sector = "privado"
    actor.registrar(por=None)

    balance = entrar(encargada).get(ficha(sesion)).context["balance"]

    assert ("publico", "público", 1) in balance.por_sector
    assert ("privado", "privado", 0) in balance.por_sector


def test_un_borrador_vacio_dice_lo_que_falta(entrar, valparaiso, lectora):
    pagina = entrar(lectora).get(ficha(SesionFactory(direcciones=[valparaiso]))).content.decode()

    assert "aún no tiene acta" in pagina
    assert "no tiene puntos de tabla" in pagina
    assert "sin dato" in pagina


def test_un_encuentro_con_minimo_declarado_lo_muestra(entrar, valparaiso, lectora):
    encuentro = SesionFactory(
        direcciones=[valparaiso],
        tipo="encuentro",
        modo_asistencia="recuento",
        asistencia_declarada=260,
        asistencia_es_minimo=True,
    )

    assert "más de 260" in entrar(lectora).get(ficha(encuentro)).content.decode()


def test_a_la_ajena_no_le_existe(entrar, valparaiso, ajena):
    assert entrar(ajena).get(ficha(SesionFactory(direcciones=[valparaiso]))).status_code == 404


def test_la_lista_hace_las_mismas_consultas_con_tres_filas_y_con_diez(entrar, valparaiso, encargada, consultas_de):
    cliente = entrar(encargada)
    for _ in range(3):
        ActaFactory(sesion=AsistenciaFactory(sesion=SesionFactory(direcciones=[valparaiso], estado="realizada")).sesion)
    con_tres = consultas_de(cliente, LISTA)
    for _ in range(7):
        SesionFactory(direcciones=[valparaiso])

    assert consultas_de(cliente, LISTA) == con_tres


def test_la_ficha_hace_las_mismas_consultas_con_tres_filas_y_con_diez(entrar, valparaiso, encargada, consultas_de):
    cliente = entrar(encargada)
    tres, diez = (sesion_llena([valparaiso], filas, encargada) for filas in (3, 10))

    assert consultas_de(cliente, ficha(diez)) == consultas_de(cliente, ficha(tres)) <= 22


def test_la_mesa_muestra_sus_sesiones_y_sus_compromisos(entrar, valparaiso, lectora):
    sesion = SesionFactory(direcciones=[valparaiso])
    compromiso = CompromisoFactory(mesa=sesion.instancia.mesa)
    url = sesion.instancia.mesa.get_absolute_url()
    cliente = entrar(lectora)

    assert sesion.codigo in cliente.get(url, {"seccion": "sesiones"}).content.decode()
    assert compromiso.codigo in cliente.get(url, {"seccion": "compromisos"}).content.decode()
