"""Direcciones de comun."""

from django.urls import path

from comun.views import buscar, eliminados, fechas, galeria, historial, manual, planillas

urlpatterns = [
    path("buscar/", buscar.buscar, name="buscar"),
    path("buscar/<str:tipo>.json", buscar.buscar_json, name="buscar_json"),
    path("dia-habil.json", fechas.dia_habil_json, name="dia_habil_json"),
    path("galeria/", galeria.galeria, name="galeria"),
    path("eliminar/<slug:tipo>/<str:codigo>/", eliminados.confirmar, name="eliminar"),
    path("eliminados/", eliminados.lista, name="eliminados_lista"),
    path("eliminados/<str:numero>/deshacer/", eliminados.deshacer, name="eliminado_deshacer"),
    path("manual/", manual.indice, name="manual"),
    path("manual/<slug:clave>/", manual.tarea, name="manual_tarea"),
    path("planillas/<slug:tipo>/", planillas.planilla, name="planilla"),
    path("planillas/<slug:tipo>/descargar/", planillas.descargar, name="planilla_archivo"),
    path("planillas/<slug:tipo>/subida/<slug:clave>/", planillas.revisar, name="planilla_revisar"),
    path("historial/<slug:tipo>/<str:codigo>/", historial.historial, name="historial"),
]
