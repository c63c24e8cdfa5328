// El botón que imprime sólo aparece donde puede: sin este módulo se imprime desde el menú del navegador.
for (const boton of document.querySelectorAll("[data-imprimir]")) {
  boton.hidden = false;
  boton.addEventListener("click", () => print());
}
