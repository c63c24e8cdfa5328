"""Crear un proyecto, editar su marco en tablas y abrir el informe de un año."""

import pytest

from informes.models import Actividad, Indicador, InformeAnual, Proyecto, ResultadoPais, Tasa
from tests.fabricas.informes import (
    ActividadFactory,
    GastoFactory,
    IndicadorFactory,
    InformeAnualFactory,
    ProductoFactory,
    ProyectoFactory,
)
from tests.fabricas.mesas import MesaFactory

pytestmark = pytest.mark.django_db

FICHA = {
    "titulo": "Redes del territorio",
    "atlas_project_id": "765432",
    "organismo": "Un organismo",
    "inicio": "2019-11-01",
    "fin": "2022-05-31",
    "moneda": "USD",
}


def parte(proyecto, nombre):
    return f"/informes/proyectos/{proyecto.codigo}/editar/{nombre}/"


def tabla(prefijo, *valores, iniciales=0):
    datos = {f"{prefijo}-TOTAL_FORMS": str(len(valores)), f"{prefijo}-INITIAL_FORMS": str(iniciales)}
    for numero, campos in enumerate(valores):
        datos |= {f"{prefijo}-{numero}-{campo}": valor for campo, valor in campos.items()}
    return datos


def test_quien_edita_crea_un_proyecto_en_su_direccion(entrar, encargada, valparaiso):
    respuesta = entrar(encargada).post("/informes/proyectos/nuevo/", FICHA)

    proyecto = Proyecto.objects.get()
    assert respuesta.url == parte(proyecto, "dinero")
    assert proyecto.codigo == "P-765432"
    assert list(proyecto.direcciones.all()) == [valparaiso]


def test_la_unidad_nacional_crea_uno_nacional(entrar, nacional):
    entrar(nacional).post("/informes/proyectos/nuevo/", FICHA)

    assert not Proyecto.objects.get().direcciones.exists()


def test_nadie_crea_en_una_direccion_ajena(entrar, encargada, maule):
    pagina = entrar(encargada).post("/informes/proyectos/nuevo/", FICHA | {"direcciones": [maule.pk]})

    assert "direcciones" in pagina.context["form"].errors
    assert not Proyecto.objects.exists()


def test_las_fechas_al_reves_se_dicen(entrar, encargada):
    pagina = entrar(encargada).post("/informes/proyectos/nuevo/", FICHA | {"fin": "2018-01-01"})

    assert "La fecha de término es anterior al inicio." in pagina.text


def test_editar_muestra_lo_que_otra_persona_cambio(entrar, encargada, nacional, valparaiso):
    proyecto = ProyectoFactory(direcciones=[valparaiso])
    proyecto.titulo = "De ella"
    proyecto.registrar(por=nacional)
    datos = FICHA | {"version_leida": "1", "direcciones": [valparaiso.pk]}

    pagina = entrar(encargada).post(f"/informes/proyectos/{proyecto.codigo}/editar/", datos)

    assert "De ella" in pagina.text
    assert Proyecto.objects.get().titulo == "De ella"


def test_editar_no_suelta_las_mesas_que_quien_escribe_no_ve(entrar, encargada, maule, valparaiso):
    proyecto = ProyectoFactory(direcciones=[valparaiso, maule])
    oculta, suya = MesaFactory(direcciones=[maule]), MesaFactory(direcciones=[valparaiso])
    proyecto.mesas.set([oculta])
    datos = FICHA | {"version_leida": "1", "direcciones": [valparaiso.pk, maule.pk], "mesas": [suya.pk]}

    pagina = entrar(encargada).get(f"/informes/proyectos/{proyecto.codigo}/editar/")
    entrar(encargada).post(f"/informes/proyectos/{proyecto.codigo}/editar/", datos)

    assert oculta.nombre not in pagina.text
    assert set(proyecto.mesas.all()) == {oculta, suya}


def test_una_parte_que_no_existe_es_404(entrar, encargada, valparaiso):
    proyecto = ProyectoFactory(direcciones=[valparaiso])

    assert entrar(encargada).get(parte(proyecto, "inventada")).status_code == 404


def test_las_tasas_se_editan_en_su_tabla(entrar, encargada, valparaiso):
    proyecto = ProyectoFactory(direcciones=[valparaiso])
    datos = tabla("tasas", {"desde": "2019-11-01", "dpc": "4", "gms": "3,5"})

    entrar(encargada).post(parte(proyecto, "dinero"), datos | tabla("presupuestos") | tabla("donantes"))

    tasa = Tasa.objects.get(proyecto=proyecto)
    assert (str(tasa.dpc), str(tasa.gms)) == ("4.00", "3.50")


def test_dos_tasas_de_la_misma_fecha_no_entran(entrar, encargada, valparaiso):
    proyecto = ProyectoFactory(direcciones=[valparaiso])
    igual = {"desde": "2019-11-01", "dpc": "4", "gms": "3"}
    datos = tabla("tasas", igual, igual) | tabla("presupuestos") | tabla("donantes")

    assert entrar(encargada).post(parte(proyecto, "dinero"), datos).status_code == 200

    assert not Tasa.objects.exists()


def test_el_marco_se_escribe_desde_nada(entrar, encargada, valparaiso):
    proyecto = ProyectoFactory(direcciones=[valparaiso])
    resultados = tabla("resultados", {"nivel": "efecto", "codigo": "4.", "enunciado": "Oportunidades"})
    productos = tabla("productos", {"numero": "1", "nombre": "Redes creadas"})

    entrar(encargada).post(parte(proyecto, "marco"), resultados | productos)

    assert ResultadoPais.objects.get().orden == 1
    assert proyecto.productos.get().nombre == "Redes creadas"


def test_un_producto_con_gastos_no_se_quita(entrar, encargada, valparaiso):
    producto = ProductoFactory(proyecto=ProyectoFactory(direcciones=[valparaiso]), numero=1)
    GastoFactory(producto=producto)
    fila = {"id": producto.pk, "version_leida": 1, "numero": 1, "nombre": producto.nombre, "DELETE": "on"}

    pagina = entrar(encargada).post(
        parte(producto.proyecto, "marco"), tabla("resultados") | tabla("productos", fila, iniciales=1)
    )

    assert "No se puede quitar: otros datos dependen de esta fila." in pagina.text
    assert producto.proyecto.productos.exists()


def test_un_indicador_es_de_un_solo_padre(entrar, encargada, valparaiso):
    proyecto = ProyectoFactory(direcciones=[valparaiso])
    datos = tabla("indicadores", {"codigo": "1.1", "enunciado": "Redes", "acumulacion": "suma"})

    pagina = entrar(encargada).post(parte(proyecto, "indicadores"), datos)

    assert "Un indicador es de un producto o de un resultado del Programa País." in pagina.text
    assert not Indicador.objects.exists()


def test_una_actividad_sirve_a_varios_indicadores(entrar, encargada, valparaiso):
    producto = ProductoFactory(proyecto=ProyectoFactory(direcciones=[valparaiso]), numero=1)
    indicadores = [IndicadorFactory(producto=producto, codigo=codigo) for codigo in ("1.1", "1.2")]
    fila = {"producto": producto.pk, "numero": 1, "nombre": "Mapear", "indicadores": [uno.pk for uno in indicadores]}

    entrar(encargada).post(parte(producto.proyecto, "actividades"), tabla("actividades", fila))

    assert set(Actividad.objects.get().indicadores.all()) == set(indicadores)


@pytest.mark.parametrize("nombre", ["dinero", "marco", "indicadores", "actividades"])
def test_las_mismas_consultas_con_pocas_filas_que_con_muchas(nombre, entrar, encargada, valparaiso, consultas_de):
    proyecto = ProyectoFactory(direcciones=[valparaiso])
    producto = ProductoFactory(proyecto=proyecto, numero=1)
    cliente = entrar(encargada)

    def llenar(cuantas, desde):
        for numero in range(desde, desde + cuantas):
            indicador = IndicadorFactory(producto=producto, codigo=f"1.{numero}", mesa=MesaFactory())
            ActividadFactory(producto=producto, numero=numero, indicadores=[indicador])

    llenar(3, 1)
    pocas = consultas_de(cliente, parte(proyecto, nombre))
    llenar(7, 10)

    assert consultas_de(cliente, parte(proyecto, nombre)) == pocas


def test_abre_el_informe_de_un_anio_y_lleva_a_escribirlo(entrar, encargada, valparaiso):
    proyecto = ProyectoFactory(direcciones=[valparaiso])

    respuesta = entrar(encargada).post(f"/informes/proyectos/{proyecto.codigo}/informes/nuevo/", {"anio": "2020"})

    assert respuesta.url == f"/informes/anual/{InformeAnual.objects.get().codigo}/escribir/"


def test_un_anio_que_ya_tiene_informe_no_se_abre_otra_vez(entrar, encargada, valparaiso):
    proyecto = InformeAnualFactory(proyecto=ProyectoFactory(direcciones=[valparaiso]), anio=2020).proyecto

    entrar(encargada).post(f"/informes/proyectos/{proyecto.codigo}/informes/nuevo/", {"anio": "2020"})

    assert InformeAnual.objects.count() == 1
