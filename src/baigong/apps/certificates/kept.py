"""Which sealed files batches and recalls name: they are kept as long as these are."""

from baigong.apps.certificates.models import Batch, Recall


def documents_of_batches() -> set[str]:
    of_batches = Batch.objects.values_list("audit_path", "notice_path")
    of_recalls = Recall.objects.values_list("document_path")
    return {path for paths in (*of_batches, *of_recalls) for path in paths if path}
