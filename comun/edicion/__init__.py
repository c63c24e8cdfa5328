"""Editar entre varios sin perder nada: formularios que recuerdan qué versión se leyó y filas que se editan juntas.

    form = FormularioDeMesa(request.POST or None, instance=mesa)
    if request.method == "POST" and form.is_valid() and form.guardar(por=request.user):
        messages.success(request, "Mesa guardada.")
        return redirect(mesa)

`guardar` devuelve el objeto, o None si no se pudo: entonces el formulario ya dice por qué y conserva lo escrito.
"""

from comun.edicion.conjunto import ConjuntoVersionado, FilaVersionada, conjunto_de
from comun.edicion.formulario import FormularioRegistrado, FormularioVersionado

__all__ = ["ConjuntoVersionado", "FilaVersionada", "FormularioRegistrado", "FormularioVersionado", "conjunto_de"]
