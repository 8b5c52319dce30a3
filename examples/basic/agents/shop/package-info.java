/** A small shop: orders come in, the shelf is looked at, customers are told. */
package shop;
