"""What programs read: ``/api``, described by ``/api/openapi.json``, and ``/reconcile`` for OpenRefine."""
