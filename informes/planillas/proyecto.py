"""Hojas del proyecto: sus datos, tasas, presupuestos y donantes."""

from actores.models import Actor
from comun.planillas import Codigo, Dinero, Entero, Fecha, Hoja, Numero, Opcion, Referencia, SiNo, Texto, visibles
from informes.models import AporteAnual, Donante, GastoDelAnio, Presupuesto, Proyecto, Tasa
from informes.permissions import puede_crear_proyecto, puede_editar_proyecto
from mesas.models import Mesa
from territorios.models import DireccionRegional

FUENTE = "Fuente"


def fuente():
    return Texto(FUENTE, "fuente", ayuda="Documento y línea, si el dato viene de uno.")


def _proyectos_de(usuario):
    return Proyecto.objects.visibles_para(usuario) if usuario else Proyecto.objects.all()


def _permiso(usuario, fila):
    if fila.objeto is None:
        permitido = puede_crear_proyecto(usuario, fila.valores.get("direcciones", ()))
        return None if permitido else "no puedes crear un proyecto en esas direcciones regionales"
    permitido = puede_editar_proyecto(usuario, fila.objeto)
    return None if permitido else "no puedes editar este proyecto"


HOJAS = [
    Hoja(
        "Proyecto",
        Proyecto,
        clave=("codigo",),
        consulta=_proyectos_de,
        permiso=_permiso,
        admite_eliminar=False,
        columnas=[
            Codigo("Código", "codigo", asignado=False, ayuda="«P-» y el Atlas Project ID."),
            Texto("Atlas Project ID", "atlas_project_id"),
            Texto("Atlas Output ID", "atlas_output_id"),
            Texto("Título", "titulo", ancho=60),
            Texto("Organismo", "organismo"),
            Fecha("Inicio", "inicio"),
            Fecha("Término", "fin"),
            Opcion("Moneda", "moneda"),
            Dinero("Presupuesto del documento", "presupuesto_documento"),
            Opcion("Marcador de género", "marcador_de_genero"),
            Referencia(
                "Direcciones regionales",
                "direcciones",
                multiple=True,
                consulta=visibles(DireccionRegional),
                por=("codigo", "nombre"),
            ),
            Referencia("Mesas", "mesas", multiple=True, consulta=visibles(Mesa), por=("codigo", "nombre")),
            SiNo("Es un ejemplo ficticio", "es_ficticio"),
            fuente(),
        ],
    ),
    Hoja(
        "Tasas",
        Tasa,
        clave=("desde",),
        raiz="proyecto",
        orden=("desde",),
        columnas=[Fecha("Rige desde", "desde"), Numero("DPC (%)", "dpc"), Numero("GMS (%)", "gms"), fuente()],
    ),
    Hoja(
        "Presupuestos",
        Presupuesto,
        clave=("anio",),
        raiz="proyecto",
        orden=("anio",),
        columnas=[Entero("Año", "anio"), Dinero("Monto", "monto"), fuente()],
    ),
    Hoja(
        "Gasto del año",
        GastoDelAnio,
        clave=("anio",),
        raiz="proyecto",
        orden=("anio",),
        columnas=[Entero("Año", "anio"), Dinero("Monto", "monto"), fuente()],
    ),
    Hoja(
        "Donantes",
        Donante,
        clave=("nombre",),
        raiz="proyecto",
        orden=("orden", "nombre"),
        columnas=[
            Entero("Orden", "orden"),
            Texto("Nombre en el informe", "nombre"),
            Referencia("Actor", "actor", consulta=visibles(Actor), por=("codigo", "nombre")),
            fuente(),
        ],
    ),
    Hoja(
        "Aportes",
        AporteAnual,
        clave=("donante", "anio"),
        raiz="donante__proyecto",
        orden=("donante__orden", "anio"),
        columnas=[
            Referencia("Donante", "donante", hoja="Donantes"),
            Entero("Año", "anio"),
            Dinero("Monto", "monto"),
            fuente(),
        ],
    ),
]
