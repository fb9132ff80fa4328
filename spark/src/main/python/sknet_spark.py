"""SKNet's transformer for PySpark: the Java class io.github.sknet.spark.SknetTransformer, whose jars Spark has been given.

    from sknet_spark import SknetTransformer, register

    photos = spark.read.format("binaryFile").load("photos")
    SknetTransformer(modelPath="model.safetensors").transform(photos).select("path", "prediction.label").show()

    register(spark, "sknet_predict", SknetTransformer(modelPath="model.safetensors"))
    spark.sql("SELECT path, sknet_predict(content).label FROM photos")
"""

from pyspark import SparkContext, keyword_only
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.util import JavaMLWritable
from pyspark.ml.wrapper import JavaTransformer


def _param(name, doc, converter):
    return Param(Params._dummy(), name, doc, typeConverter=converter)


class SknetTransformer(JavaTransformer, JavaMLWritable):
    """Answers about a column of images with a model file."""

    _classpath = "io.github.sknet.spark.SknetTransformer"

    inputCol = _param("inputCol", "the column of images: files' content, or Spark's images", TypeConverters.toString)
    outputCol = _param("outputCol", "the new column of answers", TypeConverters.toString)
    modelPath = _param("modelPath", "the model file: any Hadoop path", TypeConverters.toString)
    task = _param("task", "the task that the model must be for", TypeConverters.toString)
    featuresCol = _param("featuresCol", "a new column of a classifier's features", TypeConverters.toString)
    attentionCol = _param("attentionCol", "a new column of what the network chose", TypeConverters.toString)
    settings = _param("settings", "what else is set for the task, as NAME=VALUE", TypeConverters.toListString)
    topK = _param("topK", "how many classes an answer tells of", TypeConverters.toInt)
    threads = _param("threads", "how many threads a prediction may use", TypeConverters.toInt)
    batchSize = _param("batchSize", "how many images go through the network together", TypeConverters.toInt)
    keepErrors = _param("keepErrors", "whether a broken image is a row with an error", TypeConverters.toBoolean)

    @keyword_only
    def __init__(self, *, inputCol="content", outputCol="prediction", modelPath=None, task=None, featuresCol=None,
                 attentionCol=None, settings=None, topK=None, threads=1, batchSize=8, keepErrors=True):
        super().__init__()
        self._java_obj = self._new_java_obj(self._classpath, self.uid)
        self._set(**{name: value for name, value in self._input_kwargs.items() if value is not None})

    @classmethod
    def load(cls, path):
        """Reads what ``transformer.write().save(path)`` has written."""
        jvm = SparkContext._active_spark_context._jvm
        return cls._from_java(jvm.io.github.sknet.spark.SknetTransformer.load(path))

    @classmethod
    def _from_java(cls, java_stage):
        stage = cls()
        stage._java_obj = java_stage
        stage._resetUid(java_stage.uid())
        stage._transfer_params_from_java()
        return stage


def register(spark, name, transformer):
    """Makes a function of SQL that answers about an image."""
    transformer._transfer_params_to_java()
    spark._jvm.io.github.sknet.spark.SknetFunctions.register(spark._jsparkSession, name, transformer._java_obj)
