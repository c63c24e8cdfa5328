"""Direcciones de mesas."""

from django.urls import path

from mesas.views import (
    actores,
    compromisos,
    instancias,
    integrantes,
    mesas,
    mesas_edicion,
    plan,
    sesiones,
    sesiones_edicion,
)

urlpatterns = [
    path("mesas/", mesas.lista, name="mesas_lista"),
    path("mesas/nueva/", mesas_edicion.crear, name="mesa_crear"),
    path("mesas/<str:codigo>/", mesas.detalle, name="mesa_detalle"),
    path("mesas/<str:codigo>/editar/", mesas_edicion.editar, name="mesa_editar"),
    path("mesas/<str:codigo>/fase/", mesas_edicion.cambiar_fase, name="mesa_fase"),
    path("mesas/<str:codigo>/instancias/nueva/", instancias.crear, name="instancia_crear"),
    path("mesas/<str:codigo>/documentos/nuevo/", plan.crear_documento, name="documento_crear"),
    path("mesas/<str:codigo>/diagnosticos/nuevo/", plan.crear_diagnostico, name="diagnostico_crear"),
    path("mesas/<str:codigo>/ejes/", plan.editar_ejes, name="ejes_editar"),
    path("mesas/<str:codigo>/actividades/nueva/", plan.crear_actividad, name="actividad_crear"),
    path("instancias/<str:codigo>/editar/", instancias.editar, name="instancia_editar"),
    path("instancias/<str:codigo>/retirar/", instancias.retirar, name="instancia_retirar"),
    path("instancias/<str:codigo>/integrantes/", integrantes.editar, name="integrantes_editar"),
    path("instancias/<str:codigo>/integrantes/pegar/", integrantes.pegar, name="integrantes_pegar"),
    path("documentos/<str:codigo>/editar/", plan.editar_documento, name="documento_editar"),
    path("diagnosticos/<str:codigo>/editar/", plan.editar_diagnostico, name="diagnostico_editar"),
    path("diagnosticos/<str:codigo>/validar/", plan.validar_diagnostico, name="diagnostico_validar"),
    path("actividades/<str:codigo>/editar/", plan.editar_actividad, name="actividad_editar"),
    path("actividades/<str:codigo>/estado/", plan.cambiar_estado, name="actividad_estado"),
    path("sesiones/", sesiones.lista, name="sesiones_lista"),
    path("sesiones/nueva/", sesiones_edicion.crear, name="sesion_crear"),
    path("sesiones/<str:codigo>/", sesiones.detalle, name="sesion_detalle"),
    path("sesiones/<str:codigo>/editar/", sesiones_edicion.editar, name="sesion_editar"),
    path("sesiones/<str:codigo>/asistencia/pegar/", sesiones_edicion.pegar_asistencia, name="asistencia_pegar"),
    path("sesiones/<str:codigo>/hoja/", sesiones.hoja, name="sesion_hoja"),
    path("sesiones/<str:codigo>/archivos/<str:huella>/", sesiones.archivo, name="sesion_archivo"),
    path("compromisos/", compromisos.lista, name="compromisos_lista"),
    path("compromisos/<str:codigo>/", compromisos.detalle, name="compromiso_detalle"),
    path("actores/<str:codigo>/", actores.detalle, name="actor_detalle"),
]
