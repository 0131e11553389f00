from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('figures', '0004_breaks_tones_comparable'),
    ]

    operations = [
        migrations.AddField(
            model_name='figuresheet',
            name='done_count',
            field=models.PositiveIntegerField(default=0, verbose_name='số dòng đã làm'),
        ),
        migrations.AddField(
            model_name='figuresheet',
            name='language',
            field=models.CharField(default='vi', max_length=12),
        ),
        migrations.AlterField(
            model_name='figuresheet',
            name='state',
            field=models.CharField(choices=[('checking', 'Đang kiểm tra'), ('checked', 'Đã kiểm tra, chưa nạp'), ('faulty', 'Có lỗi, chưa nạp'), ('applied', 'Đã nạp')], max_length=10, verbose_name='tình trạng'),
        ),
    ]
