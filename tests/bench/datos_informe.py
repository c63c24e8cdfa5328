"""Proyectos inventados del tamaño de un informe anual real: unas 3.100 palabras, 190 párrafos y celdas, 11 tablas.

Hay varios, de textos distintos, para que ninguna caché deba su rapidez a componer dos veces lo mismo.
"""

from datetime import date
from decimal import Decimal

from informes.models import ResultadoPais, SeccionNarrativa
from tests.bench.textos import Redactor
from tests.fabricas import informes as fabrica

CUANTOS = 12
ANIO = 2020
Clave = SeccionNarrativa.Clave
# Caracteres de cada texto: enunciado, línea de base, meta y logro de los indicadores de un producto.
INDICADORES = ((140, 20, 130, 280), (60, 10, 30, 120))
DECISIONES = ((date(2020, 6, 15), 90), (date(2020, 11, 20), 60))


def crear():
    """Crea los CUANTOS informes; los bytes de cada uno difieren en sus textos, no en su tamaño."""
    items = [fabrica.ItemPresupuestarioFactory() for _ in range(3)]
    for semilla in range(CUANTOS):
        redactor = Redactor(semilla)
        informe = _informe(redactor)
        _resultados_pais(informe.proyecto, redactor)
        for numero in (1, 2):
            producto = _producto(informe, numero, redactor)
            _actividades(producto, items, redactor)
        _cierre(informe, redactor)


def _informe(redactor):
    proyecto = fabrica.ProyectoFactory(titulo=redactor.texto(190), presupuesto_documento=Decimal("240000.00"))
    fabrica.TasaFactory(proyecto=proyecto)
    fabrica.PresupuestoFactory(proyecto=proyecto, anio=ANIO)
    fabrica.GastoDelAnioFactory(proyecto=proyecto, monto=Decimal("21424.00"))
    donante = fabrica.DonanteFactory(proyecto=proyecto)
    fabrica.AporteAnualFactory(donante=donante, monto=Decimal("21424.00"))
    informe = fabrica.InformeAnualFactory(proyecto=proyecto)
    for clave, largos in (
        (Clave.TEORIA_DE_CAMBIO, (500, 300)),
        (Clave.EFECTO, (700, 170, 300)),
        (Clave.GENERO, (300, 450)),
    ):
        informe.secciones.create(clave=clave, texto=redactor.parrafos(*largos))
    return informe


def _resultados_pais(proyecto, redactor):
    for orden, nivel in enumerate(ResultadoPais.Nivel, 1):
        resultado = fabrica.ResultadoPaisFactory(
            proyecto=proyecto, nivel=nivel, orden=orden, codigo=f"{orden}.", enunciado=redactor.texto(220)
        )
        _indicador(resultado, redactor, (120, 15, 10, 120), f"{orden}.1", resultado_pais=resultado, producto=None)


def _indicador(padre, redactor, largos, codigo, **de_quien):
    enunciado, base, meta, logro = (redactor.texto(largo) for largo in largos)
    indicador = fabrica.IndicadorFactory(
        codigo=codigo, enunciado=enunciado, linea_base=base, meta=meta, orden=int(codigo[-1]), **de_quien
    )
    fabrica.LogroAnualFactory(indicador=indicador, anio=ANIO, texto=logro)
    return indicador


def _producto(informe, numero, redactor):
    producto = fabrica.ProductoFactory(proyecto=informe.proyecto, numero=numero, nombre=redactor.texto(150))
    informe.secciones.create(clave=Clave.PRODUCTO, producto=producto, texto=redactor.parrafos(330, 330))
    return producto


def _actividades(producto, items, redactor):
    for orden, largos in enumerate(INDICADORES, 1):
        indicador = _indicador(producto, redactor, largos, f"{producto.numero}.{orden}", producto=producto)
        actividad = fabrica.ActividadFactory(
            producto=producto, numero=orden, nombre=redactor.texto(180), indicadores=[indicador]
        )
        fabrica.GastoFactory(
            producto=producto,
            item=items[orden],
            anio=ANIO,
            monto=Decimal("5000.00"),
            actividades=[actividad],
        )


def _cierre(informe, redactor):
    for orden in (1, 2, 3):
        informe.riesgos.create(
            orden=orden,
            tipo="Operacional",
            descripcion=redactor.texto(170),
            probabilidad="Media",
            impacto="Alto",
            mitigacion=redactor.texto(90),
            responsable="Equipo regional",
        )
        informe.enlaces.create(
            orden=orden, descripcion=redactor.texto(80), url=f"https://ejemplo.cl/noticias/{orden}/mesa-territorial"
        )
    for orden in range(1, 8):
        leccion = fabrica.LeccionFactory(
            informe=informe,
            orden=orden,
            logro=redactor.texto(90),
            descripcion=redactor.texto(150),
            valoracion=redactor.texto(100),
        )
        for lugar, (fecha, largo) in enumerate(DECISIONES, 1):
            leccion.decisiones.create(orden=lugar, fecha=fecha, texto=redactor.texto(largo))
