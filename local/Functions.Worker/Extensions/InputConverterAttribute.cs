namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>Here only as the official base of <see cref="Http.FromBodyAttribute"/>; there are no converters to name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class InputConverterAttribute : Attribute
{
    internal InputConverterAttribute() { }
}
