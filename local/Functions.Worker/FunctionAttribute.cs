namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method as a function; its name is what the host and durable history know.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
