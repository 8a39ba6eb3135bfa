using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Binds the JSON body; malformed JSON is an unhandled exception, hence a 500.</summary>
public class FromBodyAttribute : InputConverterAttribute;
