"""Lo de informes que se halla con el buscador."""

from comun.buscador import Buscable, registrar
from informes.models import InformeAnual, Proyecto

registrar(
    Buscable(
        "Proyectos",
        "folder2-open",
        puesto=60,
        prefijo=Proyecto.PREFIJO,
        visibles=Proyecto.objects.visibles_para,
        buscar=lambda filas, texto: filas.que_dicen(texto).order_by("codigo"),
        titulo=lambda proyecto: proyecto.titulo,
        nota=lambda proyecto: f"{proyecto.organismo} · {proyecto.periodo}",
        listado=("proyectos_lista", "texto"),
    ),
    Buscable(
        "Informes",
        "journal-text",
        puesto=70,
        prefijo=InformeAnual.PREFIJO,
        visibles=lambda usuario: InformeAnual.objects.visibles_para(usuario).select_related("proyecto"),
        buscar=lambda filas, texto: filas.que_dicen(texto).order_by("-anio", "codigo"),
        titulo=lambda informe: f"Informe anual {informe.anio}",
        nota=lambda informe: f"{informe.proyecto.titulo} · {informe.get_estado_display()}",
        listado=("informes_lista", "texto"),
    ),
)
