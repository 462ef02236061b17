"""The place *Sổ và báo cáo*: reports whose figures open their dossiers, charts, registers, what is posted publicly."""
